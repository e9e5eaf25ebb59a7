import { describe, expect, it } from 'vitest';
import type { Manifest } from '#core/contract/versions.ts';
import { newManifest } from '#core/versions/testing.ts';
import { dataChanges, refuseOtherData, wordsOf } from './recreated.ts';

const jobs = { name: 'jobs', entries: 1, terms: 1, sha256: 'j' };
const manifest: Manifest = {
  ...{ schema: 1, version: 'v20261120-1' },
  ...newManifest,
  data: { ...newManifest.data, collections: [jobs] },
  files: { 'metrics.json': { bytes: 2, sha256: 'm' } },
};
const today = {
  ...{ canonicalSha256: 'a', ledgerSha256: 'b', dataHash: 'd' },
  collections: [{ name: 'jobs', sha256: 'j' }],
};

describe('dataChanges', () => {
  it.each<[string, Partial<typeof today>, string[]]>([
    ['nothing', {}, []],
    ['the dictionary', { canonicalSha256: 'x' }, ['the dictionary has changed']],
    ['the judgments', { ledgerSha256: 'x' }, ['the judgments have changed']],
    [
      'a collection',
      { collections: [{ name: 'jobs', sha256: 'x' }] },
      ['the collection jobs has changed'],
    ],
    ['one less', { collections: [] }, ['the collection jobs was removed']],
    [
      'one more',
      { collections: [...today.collections, { name: 'more', sha256: 'x' }] },
      ['the collection more was added'],
    ],
  ])('%s', (_, change, expected) => {
    expect(dataChanges(manifest, { ...today, ...change })).toEqual(expected);
  });

  it('stand in the way, all of them named', () => {
    expect(() => refuseOtherData(manifest, today)).not.toThrow();
    const other = { ...today, canonicalSha256: 'x', ledgerSha256: 'y' };
    expect(() => refuseOtherData(manifest, other)).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        message:
          'v20261120-1 cannot be made again: the dictionary has changed and the judgments have changed since it was made.',
      }),
    );
  });
});

describe('wordsOf', () => {
  it.each([
    [{ same: ['metrics.json', 'a'], other: [] }, 'the same and so are all 2 files'],
    [{ same: ['metrics.json'], other: ['a'] }, 'the same; 1 of 2 files'],
    [{ same: ['a'], other: ['metrics.json'] }, 'not the same; 1 of 2 files'],
  ])('%j', (compared, expected) => {
    expect(wordsOf(manifest, compared, '/w/quarantine/x')).toContain(expected);
  });
});
