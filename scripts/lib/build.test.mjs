import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesHash } from './build.mjs';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plumbline-build-'));
  await mkdir(join(root, 'core', 'math'), { recursive: true });
  await writeFile(join(root, 'core', 'math', 'a.ts'), '1');
  await writeFile(join(root, 'package.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

describe('sourcesHash', () => {
  it('changes with content, name and place of a source', async () => {
    const seen = new Set([sourcesHash(root)]);
    await writeFile(join(root, 'core', 'math', 'a.ts'), '2');
    seen.add(sourcesHash(root));
    await writeFile(join(root, 'core', 'b.ts'), '');
    seen.add(sourcesHash(root));
    await writeFile(join(root, 'package.json'), '{ }');
    seen.add(sourcesHash(root));
    expect(seen.size).toBe(4);
  });

  it('is the same for the same sources, and does not look at tests or other folders', async () => {
    const before = sourcesHash(root);
    await writeFile(join(root, 'core', 'math', 'a.test.ts'), 'x');
    await mkdir(join(root, 'docs'));
    await writeFile(join(root, 'docs', 'x.md'), 'x');
    expect(sourcesHash(root)).toBe(before);
  });
});
