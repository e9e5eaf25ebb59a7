import { describe, expect, it } from 'vitest';
import { createJobContext } from './job-context.ts';

function setUp(passed?: () => Promise<void>) {
  let elapsed = 0;
  const controller = new AbortController();
  const reports: number[] = [];
  const context = createJobContext({
    signal: controller.signal,
    ...(passed && { passed }),
    clock: { now: () => new Date(0), elapsed: () => elapsed },
    onProgress: (done) => reports.push(done),
    onLog: () => {},
  });
  const pass = (milliseconds: number) => {
    elapsed += milliseconds;
  };
  return { context, controller, reports, pass };
}

describe('breathe', () => {
  it('lets other work run only after 8 ms', async () => {
    const { context, pass } = setUp();
    let others = 0;
    setImmediate(() => {
      others += 1;
    });
    await context.breathe();
    expect(others).toBe(0);
    pass(9);
    await context.breathe();
    expect(others).toBe(1);
  });

  it('waits while it is paused, and notices that it was cancelled meanwhile', async () => {
    let goOn = () => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { context, controller } = setUp(() => pause);
    const breath = context.breathe();
    controller.abort();
    goOn();
    await expect(breath).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('throws CANCELLED once the signal is aborted, also while others run', async () => {
    const { context, controller, pass } = setUp();
    pass(9);
    setImmediate(() => controller.abort());
    await expect(context.breathe()).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(context.breathe()).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('progress', () => {
  it('is passed on every 50 ms and at the end', () => {
    const { context, reports, pass } = setUp();
    for (let done = 0; done <= 99; done += 1) {
      context.progress(done, 99, 'rows');
      pass(1);
    }
    expect(reports).toEqual([0, 50, 99]);
  });
});
