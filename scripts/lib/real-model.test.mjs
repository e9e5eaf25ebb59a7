import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inRoot } from './paths.mjs';
import { ensureMiniLm, miniLmFolder } from './real-model.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-minilm-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('miniLmFolder', () => {
  it('is where the environment says, else inside node_modules', () => {
    expect(miniLmFolder({ PLUMBLINE_MINILM: folder })).toBe(folder);
    expect(miniLmFolder({})).toContain(inRoot('node_modules', '.cache', 'plumbline'));
  });
});

describe('ensureMiniLm', () => {
  it('refuses a named folder with other weights, and fetches nothing into it', async () => {
    writeFileSync(join(folder, 'model.safetensors'), 'other weights');
    const said = [];
    const result = await ensureMiniLm((line) => said.push(line), { PLUMBLINE_MINILM: folder });
    expect(result).toEqual({ reason: expect.stringContaining(folder) });
    expect(said).toEqual([]);
  });
});
