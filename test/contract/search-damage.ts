import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Connect } from './connections.ts';
import { searchableWorkspace } from './search-data.ts';
import { ended } from './workspaces.ts';

async function overwrite(path: string): Promise<void> {
  await writeFile(path, '#'.repeat((await stat(path)).size));
}

/** Overwrites every data file of a LanceDB table. */
async function overwriteTable(table: string): Promise<void> {
  const folder = join(table, 'data');
  for (const name of await readdir(folder)) await overwrite(join(folder, name));
}

const DAMAGE: [string, (index: string) => Promise<void>][] = [
  ['arrays of garbage', (index) => overwrite(join(index, 'match.safetensors'))],
  ['arrays that are gone', (index) => rm(join(index, 'match.safetensors'))],
  ['vectors of garbage', (index) => overwriteTable(join(index, 'terms.lance'))],
  ['fields that are gone', (index) => rm(join(index, 'fields.json'))],
  ['fields of garbage', (index) => overwrite(join(index, 'fields.json'))],
  ['a table of entries of garbage', (index) => overwriteTable(join(index, 'entries.lance'))],
];

/** An index that is not whole, and what puts it right. */
export function describeDamage(connect: Connect): void {
  describe('a damaged index', () => {
    const request = {
      text: 'nurse',
      filters: [{ field: 'sector', op: 'is' as const, values: ['care'] }],
    };

    it.each(DAMAGE)('with %s is said, and searched again once it is rebuilt', async (_, damage) => {
      const folder = await searchableWorkspace();
      const engine = await connect({ folder });
      try {
        const { client } = engine;
        const version = (await client.workspace.get()).latest ?? '';
        await damage(join(folder, 'versions', version, 'index'));
        await expect(client.search.query(request)).rejects.toMatchObject({
          code: 'DAMAGED',
          data: { remedy: expect.stringContaining('plumbline versions rebuild') },
        });
        const job = await ended(client, (await client.jobs.rebuild({ version })).id);
        expect(job).toMatchObject({ status: 'done', error: null });
        const { results, admitted } = await client.search.query(request);
        expect(results[0]).toMatchObject({ key: 'nurse', band: 'accept' });
        expect(admitted).toBe(10);
      } finally {
        await engine.close();
      }
    });

    it('of another collection leaves the dictionary searchable', async () => {
      const folder = await searchableWorkspace();
      const engine = await connect({ folder });
      try {
        const { client } = engine;
        const version = (await client.workspace.get()).latest ?? '';
        const place = join(folder, 'versions', version, 'collections', 'vacancies');
        const names = await readdir(place, { recursive: true });
        const arrays = names.find((name) => name.endsWith('match.safetensors')) ?? '';
        await overwrite(join(place, arrays));
        expect((await client.search.query(request)).results[0]?.key).toBe('nurse');
        const asked = { key: 'nurse', in: 'vacancies' };
        await expect(client.search.query(asked)).rejects.toMatchObject({
          code: 'DAMAGED',
          message: expect.stringContaining(`Version ${version} is damaged`),
        });
        await ended(client, (await client.jobs.rebuild({ version })).id);
        // The version was in memory: only its new manifest says that it is another one now.
        expect((await client.search.query(asked)).results[0]?.key).toBe('v1');
      } finally {
        await engine.close();
      }
    });
  });
}
