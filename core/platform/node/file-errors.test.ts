import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { readFailure, writeFailure } from './file-errors.ts';
import { leftovers, temporaryOwner, temporaryPath } from './temporary-name.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

describe('writeFailure', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EROFS', 'READ_ONLY'],
    ['EACCES', 'READ_ONLY'],
    ['EPERM', 'READ_ONLY'],
  ])('turns %s into %s with a remedy', (system, code) => {
    const error = writeFailure(failure(system), '/w/latest');
    expect(error).toBeInstanceOf(PlumblineError);
    expect(error).toMatchObject({
      code,
      message: expect.stringContaining('/w/latest'),
      detail: { file: '/w/latest', remedy: expect.stringMatching(/\w/) },
    });
  });

  it('passes on what the user can do nothing about', () => {
    const error = failure('EIO');
    expect(writeFailure(error, '/x')).toBe(error);
    expect(readFailure(error, '/x')).toBe(error);
    expect(writeFailure('text', '/x')).toBe('text');
  });
});

describe('temporary names', () => {
  it('know their process', () => {
    const path = temporaryPath('/w/workspace.json');
    expect(path.startsWith('/w/.workspace.json.')).toBe(true);
    expect(temporaryOwner(path.slice('/w/'.length))).toBe(process.pid);
    expect(temporaryPath('/w/workspace.json')).not.toBe(path);
  });

  it('are left over only when their process is dead', () => {
    const names = ['.a.10-0-1.tmp', '.b.11-0-1.tmp', 'a', '.lock', '.x.tmp'];
    expect(leftovers(names, (pid) => pid === 11)).toEqual(['.a.10-0-1.tmp']);
  });
});
