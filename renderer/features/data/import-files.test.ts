import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/index.ts';
import { aJob } from '../jobs/testing.ts';
import { type ImportableFile, importFiles } from './import-files.ts';

function file(id: number, kind: ImportableFile['kind']): ImportableFile {
  return { id, kind, source: { path: `/${id}` } };
}

function ended(status: JobState['status'], error: JobState['error'] = null): JobState {
  return aJob({ kind: 'import', status, error });
}

async function run(files: ImportableFile[], outcome: (id: string) => JobState | Error) {
  const events: string[] = [];
  await importFiles(files, {
    start: async ({ id }) => ({ id: `${id}` }),
    follow: async (id) => {
      const result = outcome(id);
      if (result instanceof Error) throw result;
      return result;
    },
    onState: (id, state) => events.push(`${id} ${state}`),
    onImported: (id) => events.push(`${id} imported`),
    onFailed: (id, failure) => events.push(`${id} ${failure.code}`),
  });
  return events;
}

describe('importFiles', () => {
  it('imports the dictionary before the judgments', async () => {
    const events = await run([file(1, 'feedback'), file(2, 'canonical')], () => ended('done'));
    expect(events.filter((event) => event.endsWith('imported'))).toEqual([
      '2 imported',
      '1 imported',
    ]);
  });

  it('stops at the first file that fails and says why', async () => {
    const error = { code: 'BAD_INPUT', message: 'Row 3 is ragged.' };
    const events = await run([file(1, 'feedback'), file(2, 'canonical')], () =>
      ended('failed', error),
    );
    expect(events).toContain('2 BAD_INPUT');
    expect(events).not.toContain('1 importing');
  });

  it('says what the engine refused', async () => {
    const events = await run(
      [file(1, 'feedback')],
      () => new ORPCError('BUSY', { message: 'A job runs.' }),
    );
    expect(events.at(-1)).toBe('1 BUSY');
  });
});
