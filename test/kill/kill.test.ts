import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { layoutOf } from '#core/workspace/layout.ts';
import { murmur3 } from '#core/workspace/murmur3.ts';
import { createWorkspace, openForWriting } from '#core/workspace/open-workspace.ts';
import { checkDecisions, checkImports, checkJobs, checkVersions } from './checks.ts';
import { buildChild, killAfter, said, startChild } from './run-child.ts';

const files = nodeFiles();
const clock = nodeClock();
const around = { files, clock };
const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);
const SEEDS = upTo(10);

let built = '';
let script = '';
let folder = '';
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'plumbline-kill-child-'));
  script = await buildChild(built);
  await chmod(built, 0o755);
}, 60_000);
afterAll(() => rm(built, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-kill-'));
  await createWorkspace(folder, 'Killed', around);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** When to kill: the same for the same seed, as far as two processes can be. */
function momentOf(role: string, seed: number, most: number) {
  const random = (what: string) => murmur3(`${role} ${seed} ${what}`) / 2 ** 32;
  return { words: 1 + Math.floor(random('words') * most), milliseconds: random('time') * 12 };
}

/** What the child does, words until the latest kill, changes of the disk in two rounds, and what must hold. */
const WORK = [
  { role: 'decide', words: 60, changes: 5, check: checkDecisions },
  { role: 'importFiles', words: 6, changes: 15, check: checkImports },
  { role: 'makeVersions', words: 12, changes: 17, check: checkVersions },
  { role: 'runJobs', words: 30, changes: 8, check: checkJobs },
];

describe.each(WORK)('kill -9 in $role', ({ role, words, changes, check }) => {
  it.each(SEEDS)('at a random moment (seed %i)', async (seed) => {
    await check(folder, await killAfter(script, role, folder, momentOf(role, seed, words)));
  });

  it.each(upTo(changes))('at change %i of the disk', async (nth) => {
    await check(folder, await startChild(script, [role, folder, String(nth)]).ended);
  });
});

describe('several processes', () => {
  it.each([0, 1, 2])(
    'that succeed a killed one at once: exactly one gets in (round %i)',
    async () => {
      await killAfter(script, 'hold', folder, { words: 1, milliseconds: 0 });
      expect(await files.exists(layoutOf(folder).lock)).toBe(true);
      let spoken = 0;
      let allSpoke = () => {};
      const everyone = new Promise<void>((resolve) => {
        allSpoke = resolve;
      });
      const children = Array.from({ length: 5 }, () =>
        startChild(script, ['hold', folder], () => {
          spoken += 1;
          if (spoken === 5) allSpoke();
        }),
      );
      await everyone;
      for (const child of children) child.kill();
      const words = (await Promise.all(children.map((child) => child.ended))).flat();
      expect(said(words, 'held')).toHaveLength(1);
      const refused = words.flatMap((word) => (word.error ? [word.error] : []));
      expect(refused).toHaveLength(4);
      for (const error of refused) expect(error).toMatchObject({ code: 'BUSY' });
    },
  );
});

describe.skipIf(process.getuid?.() !== 0)('a folder that may only be read', () => {
  it('can be read, and says so when it is opened for writing', async () => {
    const workspace = await openForWriting(folder, around);
    await workspace.ledger.judge({ query: 'q', key: 'k', verdict: 'yes', source: 'search' });
    await workspace.close();
    await chmod(folder, 0o755);
    const words = await startChild(script, ['readOnly', folder]).ended;
    expect(words).toMatchObject([
      { judgments: 1 },
      { error: { code: 'READ_ONLY', detail: { remedy: expect.stringContaining('permissions') } } },
    ]);
  });
});
