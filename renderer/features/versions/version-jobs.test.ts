import { describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/index.ts';
import { aJob } from '../jobs/testing.ts';
import { importedWords, versionJobs } from './version-jobs.ts';

const exported: NonNullable<JobState['exported']> = {
  version: 'v1',
  path: '/w/exports/v1.plumbline.zip',
  bytes: 1,
  sha256: 'a',
  files: 2,
};

describe('versionJobs', () => {
  it.each([
    ['a running export', { kind: 'export', status: 'running' }, true],
    ['an import that waits', { kind: 'import-bundle', status: 'queued' }, true],
    ['an export with its file', { kind: 'export', status: 'done', exported }, true],
    ['a failure', { kind: 'recreate', status: 'failed' }, true],
    ['what was cancelled', { kind: 'export', status: 'cancelled' }, false],
    ['a rebuilding that is done', { kind: 'rebuild', status: 'done' }, false],
    ['a training', { kind: 'train', status: 'running' }, false],
  ] as const)('%s', (_what, change, shown) => {
    expect(versionJobs([aJob(change)])).toHaveLength(shown ? 1 : 0);
  });
});

it('shows of each kind the last that ended', () => {
  const done = { kind: 'export', status: 'done', exported } as const;
  const failed = aJob({ id: 'c', kind: 'recreate', status: 'failed' });
  const jobs = [aJob({ ...done, id: 'a' }), aJob({ ...done, id: 'b' }), failed];
  expect(versionJobs(jobs).map(({ id }) => id)).toEqual(['a', 'c']);
});

describe('importedWords', () => {
  const bundle = { version: 'v2', origin: 'v2', known: false, checks: [] };
  it.each([
    [bundle, /^v2 is here\.$/],
    [{ ...bundle, origin: 'v1' }, /It was v1 where it was made/],
    [{ ...bundle, known: true }, /here already/],
  ])('%o', (found, expected) => {
    expect(importedWords(found)).toMatch(expected);
  });
});
