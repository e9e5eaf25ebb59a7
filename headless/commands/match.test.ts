import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import { sampleJob, sampleMatchedTable } from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const job = (change: Partial<JobState> = {}): JobState => ({
  ...{ ...sampleJob, kind: 'match', train: null, matched: sampleMatchedTable },
  stages: [{ ...(sampleJob.stages[0] as JobState['stages'][number]), stage: 'match' }],
  ...change,
});
beforeEach(async () => {
  h.state.jobStates = [job()];
  await writeFile(join(h.folder, 'in.csv'), 'title\nswe\nunknown\n');
});

const match = (...args: string[]) =>
  runInHarness(h, ['match', 'ws', 'in.csv', '--column', 'title', ...args]);

describe('match', () => {
  it('matches, exports, removes what it kept meanwhile, and says how it went', async () => {
    const { code, stdout, stderr } = await match('--out', 'out.csv');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('match: done') });
    expect(stdout).toContain('Matched 1 (50 %) of 2 rows with v20261120-1: 1 (50 %) accept');
    expect(stdout).toContain('Expected precision of the accepted rows: 0.970.');
    expect(stdout).toContain(`The table is in ${join(h.folder, 'out.csv')}.`);
    expect(inputOf(h, 'jobs.match')).toEqual({
      source: { path: join(h.folder, 'in.csv') },
      ...{ column: 'title', k: 1, oneToOne: false, in: 'canonical' },
    });
    expect(inputOf(h, 'match.export')).toEqual({
      ...{ id: sampleMatchedTable.id, format: 'csv', path: join(h.folder, 'out.csv') },
      ...{ prefix: 'match_', explanations: false },
    });
    expect(inputOf(h, 'match.remove')).toEqual({ id: sampleMatchedTable.id });
    expect(h.opened[0]?.readOnly).toBe(false);
  });

  it('passes everything on that was asked for', async () => {
    await match(
      ...['--out', 'out.parquet', '--id-column', 'id', '--k', '3', '--one-to-one', '--in', 'jobs'],
      ...['--version', 'v1', '--prefix', 'm_', '--explanations', '--band', 'review', '--keep'],
    );
    expect(inputOf(h, 'jobs.match')).toMatchObject({
      ...{ idColumn: 'id', k: 3, oneToOne: true, in: 'jobs', version: 'v1' },
    });
    expect(inputOf(h, 'match.export')).toMatchObject({
      ...{ format: 'parquet', prefix: 'm_', explanations: true, band: 'review' },
    });
    expect(inputOf(h, 'match.remove')).toBeUndefined();
  });

  it('gives JSON', async () => {
    const { stdout } = await match('--out', 'out', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ version: 'v20261120-1', rows: 2, matched: 1, exported: 2, kept: false },
      ...{ bands: { accept: 1 }, out: join(h.folder, 'out') },
    });
  });

  it('does not throw away what a person decided', async () => {
    h.state.jobStates = [job({ matched: { ...sampleMatchedTable, corrected: 1 } })];
    const { stdout } = await match('--out', 'out.csv');
    expect(stdout).toContain(`It is kept in the workspace as ${sampleMatchedTable.id}.`);
    expect(inputOf(h, 'match.remove')).toBeUndefined();
  });

  it('says where the rows are when they cannot be written', async () => {
    h.state.jobStates = [job({ matched: { ...sampleMatchedTable, id: 'gone' } })];
    const { code, stderr } = await match('--out', 'out.csv');
    expect(code).toBe(2);
    expect(stderr).toContain('The matched rows are kept in the workspace as gone');
    expect(inputOf(h, 'match.remove')).toBeUndefined();
  });

  it('says that a cancelled match goes on from where it was', async () => {
    h.state.jobStates = [job({ status: 'cancelled', matched: null })];
    const { code, stderr } = await match('--out', 'out.csv');
    expect(code).toBe(130);
    expect(stderr).toContain('the same command goes on from there');
    expect(inputOf(h, 'match.export')).toBeUndefined();
  });

  it('knows before the work that a column would be there twice', async () => {
    const { code, stderr } = await match('--out', 'out.csv', '--prefix', 'taken_');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/already has a column "taken_key".*--prefix/),
    });
    expect(inputOf(h, 'jobs.match')).toBeUndefined();
  });

  it.each([
    ['an ending that is no table', ['--out', 'out.xlsx'], /cannot be written as \.xlsx/],
    ['a folder that is not there', ['--out', 'gone/out.csv'], /gone does not exist/],
    ['a band that there is not', ['--out', 'o.csv', '--band', 'good'], /'good' is invalid/],
    ['a wrong number', ['--out', 'o.csv', '--k', '21'], /from 1 to 20/],
  ])('refuses %s without opening the workspace', async (_, args, why) => {
    const { code, stderr } = await match(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) });
    expect(h.opened).toEqual([]);
  });

  it('does not open the workspace for a table that is not there', async () => {
    const args = ['match', 'ws', 'no.csv', '--column', 't', '--out', 'o'];
    const { code, stderr } = await runInHarness(h, args);
    expect(code).toBe(2);
    expect(stderr).toBe(`plumbline: ${join(h.folder, 'no.csv')} does not exist. Check the path.\n`);
    expect(h.opened).toEqual([]);
  });
});
