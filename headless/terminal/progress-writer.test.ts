import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StageState } from '#core/contract/jobs.ts';
import { createProgressWriter } from './progress-writer.ts';

const running: StageState = {
  stage: 'embed',
  state: 'running',
  detail: 'fitting',
  done: 0,
  total: 0,
  unit: '',
  rate: 0,
  secondsLeft: null,
  seconds: 1,
};

function recorder(isTty: boolean) {
  const written: string[] = [];
  const output = {
    write: (text: string) => void written.push(text),
    isTty,
    columns: () => 60,
    color: false,
  };
  return { written, output, text: () => written.join('') };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createProgressWriter', () => {
  it('on a pipe goes on telling the time while a stage is silent', () => {
    const { output, text } = recorder(false);
    const writer = createProgressWriter(output, () => Date.now());
    writer.update({ stages: [running], log: [] });
    vi.advanceTimersByTime(1000);
    writer.end();
    expect(text()).toBe(
      'embed: started\nembed: fitting, 1.0 s\nembed: fitting, 1.5 s\nembed: fitting, 2.0 s\n',
    );
  });

  it('on a terminal redraws in place and leaves only what ended', () => {
    const { output, written } = recorder(true);
    const writer = createProgressWriter(output, () => Date.now());
    writer.update({ stages: [running], log: [] });
    writer.update({ stages: [{ ...running, state: 'done', detail: 'all' }], log: [] });
    vi.advanceTimersByTime(100);
    writer.end();
    expect(written[0]).toBe('▸ embed      fitting · 1.0 s\n');
    expect(written[1]).toBe('\u001b[1A\u001b[0J✓ embed         1.0 s  all\n');
    expect(written.slice(2).join('')).toBe('');
  });

  it('redraws at most ten times a second', () => {
    const { output, written } = recorder(true);
    const writer = createProgressWriter(output, () => Date.now());
    for (let index = 0; index < 500; index += 1) {
      writer.update({ stages: [running], log: [] });
      vi.advanceTimersByTime(2);
    }
    writer.end();
    expect(written.length).toBeLessThanOrEqual(12);
  });

  it('writes nothing where nothing was reported', () => {
    const { output, text } = recorder(true);
    createProgressWriter(output, () => Date.now()).end();
    expect(text()).toBe('');
  });
});
