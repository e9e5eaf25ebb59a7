import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { type Layout, layoutOf } from './layout.ts';
import { keepSecret, readSecret, secretsSet } from './secrets.ts';

const files = nodeFiles();
let place: Layout;
beforeEach(async () => {
  place = layoutOf(await mkdtemp(join(tmpdir(), 'plumbline-secrets-')));
});
afterEach(() => rm(place.folder, { recursive: true, force: true }));

describe('secrets', () => {
  it('are kept, changed and forgotten one by one', async () => {
    expect(await readSecret(files, place, 'notify')).toBeNull();
    await keepSecret(files, place, 'notify', 'one');
    await keepSecret(files, place, 'mlflow', 'me:two');
    await keepSecret(files, place, 'notify', 'three');
    expect(await readSecret(files, place, 'notify')).toBe('three');
    expect(await secretsSet(files, place)).toEqual({ notify: true, mlflow: true });
    await keepSecret(files, place, 'notify', null);
    expect(await secretsSet(files, place)).toEqual({ notify: false, mlflow: true });
    await keepSecret(files, place, 'mlflow', null);
    expect(await files.exists(place.secrets)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('can be read by their owner alone', async () => {
    await writeFile(place.secrets, '{}', { mode: 0o644 });
    await keepSecret(files, place, 'notify', 'one');
    expect((await stat(place.secrets)).mode & 0o777).toBe(0o600);
  });

  it('stay out of git, and what is ignored already stays ignored', async () => {
    const path = join(place.folder, '.gitignore');
    await keepSecret(files, place, 'notify', 'one');
    expect(await readFile(path, 'utf8')).toBe('.secrets.json\n');
    await writeFile(path, 'cache/');
    await keepSecret(files, place, 'notify', 'two');
    await keepSecret(files, place, 'notify', 'three');
    expect(await readFile(path, 'utf8')).toBe('cache/\n.secrets.json\n');
  });

  it.each(['{"notify":', '{"notify": 3}', '[]'])(
    'that cannot be understood (%s) are told, and set anew',
    async (text) => {
      await writeFile(place.secrets, text);
      await expect(readSecret(files, place, 'notify')).rejects.toMatchObject({ code: 'DAMAGED' });
      expect(await secretsSet(files, place)).toEqual({ notify: false, mlflow: false });
      await keepSecret(files, place, 'notify', 'one');
      expect(await readSecret(files, place, 'notify')).toBe('one');
    },
  );
});
