import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseWorkspace, prepareWorkspace } from './workspace-choice.ts';

const options = {
  argument: null,
  last: null,
  packaged: true,
  sample: '/app/samples/job-titles',
  sampleCopy: '/home/ada/job-titles',
};
const there = () => true;
const nowhere = () => false;

describe('chooseWorkspace', () => {
  it('takes the argument before everything, even where there is nothing yet', () => {
    const asked = { ...options, argument: '/data/new', last: '/data/old' };
    expect(chooseWorkspace(asked, nowhere)).toEqual({ folder: '/data/new', copyFrom: null });
  });

  it('takes the last one while it exists', () => {
    const before = { ...options, last: '/data/old' };
    expect(chooseWorkspace(before, there)).toEqual({ folder: '/data/old', copyFrom: null });
    expect(chooseWorkspace(before, nowhere).folder).toBe(options.sampleCopy);
  });

  it('copies a packaged sample once', () => {
    const { sample, sampleCopy } = options;
    expect(chooseWorkspace(options, nowhere)).toEqual({ folder: sampleCopy, copyFrom: sample });
    expect(chooseWorkspace(options, there)).toEqual({ folder: sampleCopy, copyFrom: null });
  });

  it('opens the sample itself in a checkout', () => {
    const checkout = { ...options, packaged: false };
    expect(chooseWorkspace(checkout, nowhere)).toEqual({
      folder: options.sample,
      copyFrom: null,
    });
  });
});

describe('prepareWorkspace', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-choice-'));
    mkdirSync(join(folder, 'sample', 'data'), { recursive: true });
    writeFileSync(join(folder, 'sample', 'data', 'entries.jsonl'), 'one\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('copies the whole folder, over the rest of a copy that was cut off', async () => {
    const target = join(folder, 'workspaces', 'job-titles');
    mkdirSync(`${target}.copying`, { recursive: true });
    writeFileSync(join(`${target}.copying`, 'half'), '');
    const choice = { folder: target, copyFrom: join(folder, 'sample') };
    await expect(prepareWorkspace(choice)).resolves.toBe(target);
    expect(readFileSync(join(target, 'data', 'entries.jsonl'), 'utf8')).toBe('one\n');
    expect(existsSync(join(target, 'half'))).toBe(false);
    expect(existsSync(`${target}.copying`)).toBe(false);
  });

  it('leaves a folder alone that needs no copy', async () => {
    const missing = join(folder, 'none');
    await expect(prepareWorkspace({ folder: missing, copyFrom: null })).resolves.toBe(missing);
    expect(existsSync(missing)).toBe(false);
  });
});
