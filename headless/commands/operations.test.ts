import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MonitorReport } from '#core/contract/monitor.ts';
import type { ScheduleState } from '#core/contract/schedule.ts';
import { sampleMonitor, sampleSchedule } from '#test/transport/sample-records.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';
import { monitorLines } from '../reports/monitor-report.ts';
import { scheduleLines } from '../reports/schedule-report.ts';

const h = cliHarness();
const cli = (args: string[]) => runInHarness(h, args);

describe('monitor', () => {
  it('reports without taking the workspace', async () => {
    const { stdout } = await cli(['monitor', 'ws', '--days', '7', '--version', 'v2', '--json']);
    expect(JSON.parse(stdout)).toEqual(sampleMonitor);
    expect(inputOf(h, 'monitor.report')).toEqual({ days: 7, version: 'v2' });
    expect(h.opened[0]?.readOnly).toBe(true);
    expect((await cli(['monitor', 'ws'])).stdout).toContain(sampleMonitor.drift.words);
  });

  it('forgets', async () => {
    const { stdout } = await cli(['monitor', 'ws', '--clear']);
    expect(stdout).toContain('is forgotten');
    expect(h.opened[0]?.readOnly).toBe(false);
  });

  it.each(['0', '4000', 'x'])('refuses %s days', async (days) => {
    expect((await cli(['monitor', 'ws', '--days', days])).code).toBe(2);
  });

  it('shows days and shares as a person reads them', () => {
    const report: MonitorReport = {
      ...sampleMonitor,
      days: [
        {
          ...{ day: '2026-11-20', version: 'v1', searches: 1234, rows: 29_017 },
          latency: { p50: 1.234, p95: 12.34, p99: 123.4, max: 200 },
          bands: { accept: 20_000, review: 9000, reject: 1251, none: 0 },
          ...{ scores: [], outOfVocabulary: 77, lowSimilarity: 5 },
        },
        {
          ...{ day: '2026-11-21', version: 'v1', searches: 0, rows: 3, latency: null },
          bands: { accept: 3, review: 0, reject: 0, none: 0 },
          ...{ scores: [], outOfVocabulary: 0, lowSimilarity: 0 },
        },
      ],
      drift: {
        ...sampleMonitor.drift,
        ...{ psi: 0.3123, verdict: 'shifted' },
        outOfVocabulary: { expected: 0.021, observed: 0.187 },
      },
      recording: false,
      failure: 'the disk is full',
    };
    const lines = monitorLines(report, (_, text) => text);
    expect(lines).toEqual([
      'Version v20261120-1: shifted',
      '  Too few searches to say.',
      expect.stringMatching(/queries compared +0$/),
      expect.stringMatching(/stability index +0\.312 +below 0\.1/),
      expect.stringMatching(/unknown words +19 % +test queries: 2 %/),
      expect.stringMatching(/little similar +–/),
      '',
      expect.stringMatching(/^day +searches/),
      expect.stringMatching(
        /^2026-11-20 +1 234 +29 017 +1\.2 +12 +123 +20 000 +9 000 +1 251 +77 +5$/,
      ),
      expect.stringMatching(/^2026-11-21 +0 +3 +– +– +– +3/),
      '',
      expect.stringMatching(
        /^Recording is off \(monitor=true in settings\)\. Counts are kept for 90 days/,
      ),
      expect.stringContaining('the disk is full'),
    ]);
  });
});

describe('schedule', () => {
  it('shows the state without taking the workspace', async () => {
    expect(JSON.parse((await cli(['schedule', 'ws', '--json'])).stdout)).toEqual(sampleSchedule);
    expect(h.opened[0]?.readOnly).toBe(true);
    expect((await cli(['schedule', 'ws'])).stdout).toContain(sampleSchedule.words);
  });

  it('looks, ignores, and says where nothing can be taken', async () => {
    expect((await cli(['schedule', 'look', 'ws'])).code).toBe(0);
    expect((await cli(['schedule', 'ignore', 'ws'])).code).toBe(0);
    const { code, stderr } = await cli(['schedule', 'take', 'ws']);
    expect(code).toBe(2);
    expect(stderr).toContain('Nothing has changed');
    expect(h.opened.every(({ readOnly }) => !readOnly)).toBe(true);
  });

  it("watches a path that is counted from the caller's folder", async () => {
    await cli(['schedule', 'watch', 'ws', 'inbox', '--kind', 'feedback']);
    const place = { path: join(h.folder, 'inbox'), kind: 'feedback', collection: 'canonical' };
    expect(inputOf(h, 'workspace.update')).toEqual({ watch: [place] });
    expect((await cli(['schedule', 'watch', 'ws', 'inbox'])).code).toBe(2);
    expect((await cli(['schedule', 'watch', 'ws', 'inbox', '--kind', 'other'])).code).toBe(2);
    const badName = ['--kind', 'canonical', '--collection', 'a/b'];
    expect((await cli(['schedule', 'watch', 'ws', 'inbox', ...badName])).code).toBe(2);
  });

  it('says so where a path is not watched', async () => {
    const { code, stderr } = await cli(['schedule', 'unwatch', 'ws', 'inbox']);
    expect(code).toBe(2);
    expect(stderr).toContain('is not watched');
  });

  it.each([
    ['03:30', '03:30'],
    ['3:30', '03:30'],
    ['off', null],
  ])('sets the daily training to %s', async (time, dailyAt) => {
    await cli(['schedule', 'daily', 'ws', time]);
    expect(inputOf(h, 'workspace.update')).toEqual({ dailyAt });
  });

  it.each(['25:00', '3', 'noon', '03:60'])('refuses the time %s', async (time) => {
    expect((await cli(['schedule', 'daily', 'ws', time])).code).toBe(2);
  });

  it('lists files with what is wrong with them', () => {
    const state: ScheduleState = {
      ...{ words: '1 file is watched.', lookedAt: '2026-11-20T10:00:00Z' },
      nextTraining: '2026-11-21T02:30:00Z',
      last: { dueAt: '2026-11-20T02:30:00Z', startedAt: null, job: null, words: 'It failed.' },
      watched: [
        {
          ...{ path: '/in/a.csv', place: '/in', kind: 'feedback', collection: 'canonical' },
          ...{ state: 'refused', seenAt: null, importedAt: null, reason: 'It has no key.' },
        },
      ],
    };
    const lines = scheduleLines(state).join('\n');
    expect(lines).toMatch(/next daily training +2026-11-2\d \d\d:\d\d\n/);
    expect(lines).toMatch(/the last one +due 2026-11-\d\d \d\d:\d\d\. It failed\./);
    expect(lines).toMatch(/refused +\/in\/a\.csv +feedback +It has no key\./);
  });
});
