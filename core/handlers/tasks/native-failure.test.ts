import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { explainNative } from './native-failure.ts';

describe('explainNative', () => {
  it.each([
    // As LanceDB 0.37.1 said it on a tmpfs of 64 kB.
    'lance error: LanceError(IO): No space left on device (os error 28), lance-file/src/writer.rs:432:9',
    'IO error: Disk quota exceeded (os error 122)',
    'There is not enough space on the disk. (os error 112)',
  ])('names a full disk: %s', (message) => {
    const cause = new Error(message);
    expect(explainNative(cause)).toMatchObject({
      ...{ code: 'DISK_FULL', cause },
      detail: { remedy: expect.stringContaining('Free some space') },
    });
  });

  it.each([
    new Error('lance error: not found'),
    new PlumblineError('DAMAGED', 'No space left on device'),
    'No space left on device',
  ])('leaves %s as it is', (error) => {
    expect(explainNative(error)).toBe(error);
  });
});
