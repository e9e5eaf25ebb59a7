import { describe, expect, it } from 'vitest';
import type { LogLine, StageState } from '#core/contract/jobs.ts';
import { painter } from './style.ts';
import { type Drawing, drawProgress, NOTHING_SAID } from './terminal-progress.ts';
import { displayWidth } from './width.ts';

const plain: Drawing = { tty: false, columns: 80, paint: painter(false) };
const terminal: Drawing = { ...plain, tty: true };

const stage = (patch: Partial<StageState>): StageState => ({
  stage: 'embed',
  state: 'running',
  detail: '',
  done: 500,
  total: 2000,
  unit: 'terms',
  rate: 250,
  secondsLeft: 6,
  seconds: 2,
  ...patch,
});

const job = (stages: StageState[], log: LogLine[] = []) => ({ stages, log });
const warning = { at: '', level: 'warn', stage: 'embed', message: 'slow' } as const;

describe('drawProgress on a pipe', () => {
  it('says that a stage has started and how far it is', () => {
    const { lines, live } = drawProgress(job([stage({})]), NOTHING_SAID, 0, plain);
    expect(lines).toEqual([
      'embed: started',
      'embed: 500 / 2 000 terms (25 %), 250 terms/s, 6.0 s left, 2.0 s',
    ]);
    expect(live).toEqual([]);
  });

  it('adds at most one progress line every half second', () => {
    const first = drawProgress(job([stage({})]), NOTHING_SAID, 1000, plain);
    expect(drawProgress(job([stage({})]), first.said, 1499, plain).lines).toEqual([]);
    expect(drawProgress(job([stage({})]), first.said, 1500, plain).lines).toHaveLength(1);
  });

  it('says the end of a stage once, with what came out', () => {
    const done = job([stage({ state: 'done', detail: '2 000 terms', seconds: 8 })]);
    const first = drawProgress(done, NOTHING_SAID, 0, plain);
    expect(first.lines).toEqual(['embed: done in 8.0 s: 2 000 terms']);
    expect(drawProgress(done, first.said, 5000, plain).lines).toEqual([]);
  });

  it('lets the clock of a stage run on between two reports', () => {
    const silent = stage({ total: 0, done: 0, rate: 0, secondsLeft: null, detail: 'fitting' });
    const { lines } = drawProgress(job([silent]), NOTHING_SAID, 0, plain, 1.5);
    expect(lines[1]).toBe('embed: fitting, 3.5 s');
  });

  it('prints warnings once and leaves information to the log', () => {
    const info = { ...warning, level: 'info' } as const;
    const first = drawProgress(job([], [warning, info]), NOTHING_SAID, 0, plain);
    expect(first.lines).toEqual(['warning: slow']);
    expect(drawProgress(job([], [warning, info]), first.said, 0, plain).lines).toEqual([]);
  });

  it('says nothing of stages that wait or were skipped without a reason', () => {
    const quiet = [stage({ state: 'waiting' }), stage({ stage: 'learn', state: 'skipped' })];
    expect(drawProgress(job(quiet), NOTHING_SAID, 0, plain).lines).toEqual([]);
  });
});

describe('drawProgress on a terminal', () => {
  it('draws one live bar per running stage', () => {
    const { lines, live } = drawProgress(job([stage({})]), NOTHING_SAID, 0, terminal);
    expect(lines).toEqual([]);
    expect(live).toEqual([
      '▸ embed      ███░░░░░░░  25 %  500 / 2 000 terms · 250 terms/s · 6.0 s left',
    ]);
  });

  it.each([20, 40, 80, 200])('stays inside %i columns', (columns) => {
    const stages = [stage({}), stage({ stage: 'index', state: 'done', detail: 'x'.repeat(300) })];
    const { lines, live } = drawProgress(job(stages), NOTHING_SAID, 0, { ...terminal, columns });
    for (const line of [...lines, ...live]) expect(displayWidth(line)).toBeLessThan(columns);
  });

  it('leaves a line behind for each stage that ended', () => {
    const stages = [
      stage({ state: 'done', detail: 'all' }),
      stage({ stage: 'x', state: 'failed' }),
    ];
    const { lines, live } = drawProgress(job(stages), NOTHING_SAID, 0, terminal);
    expect(lines).toEqual(['✓ embed         2.0 s  all', '✗ x             2.0 s']);
    expect(live).toEqual([]);
  });

  it('never draws past the end of the bar', () => {
    const { live } = drawProgress(job([stage({ done: 9000 })]), NOTHING_SAID, 0, terminal);
    expect(live[0]).toContain(' 100 %');
  });

  it('disarms control characters in what a stage says', () => {
    const evil = stage({ state: 'done', detail: '\u001b[2J' });
    expect(drawProgress(job([evil]), NOTHING_SAID, 0, terminal).lines[0]).not.toContain('\u001b');
  });
});
