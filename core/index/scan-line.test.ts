import { expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { type ScanWorker, scanLine } from './scan-line.ts';
import { type FromScan, type ToScan, toScanFailure } from './scan-messages.ts';

/** A thread that answers when told. */
function worker() {
  const posted: ToScan[] = [];
  let message: (answer: FromScan) => void = () => {};
  let exit: (code: number, error?: Error) => void = () => {};
  const self: ScanWorker = {
    postMessage: (question) => void posted.push(question),
    onMessage: (listener) => {
      message = listener;
    },
    onExit: (listener) => {
      exit = listener;
    },
    terminate: async () => exit(1),
  };
  return {
    self,
    posted,
    answer: (answer: FromScan) => message(answer),
    exit: (code: number, error?: Error) => exit(code, error),
  };
}

const scan = (value: number): ToScan => ({ type: 'scan', queries: Float32Array.of(value) });
const scores = (value: number): FromScan => ({ type: 'scores', scores: Float32Array.of(value) });

it('asks one question at a time, in order', async () => {
  const { self, posted, answer } = worker();
  const line = scanLine(self);
  const asked = [scan(1), scan(2), { type: 'close' } as const];
  const answers = asked.map((question) => line.ask(question));
  expect(posted).toEqual([scan(1)]);
  answer(scores(10));
  expect(posted).toEqual([scan(1), scan(2)]);
  answer(scores(20));
  answer({ type: 'done' });
  expect(await Promise.all(answers)).toEqual([scores(10), scores(20), { type: 'done' }]);
  expect(posted).toEqual(asked);
});

it('never asks what was aborted before its turn', async () => {
  const { self, posted, answer } = worker();
  const line = scanLine(self);
  const controller = new AbortController();
  const first = line.ask(scan(1), controller.signal);
  const second = line.ask(scan(2), controller.signal);
  const third = line.ask(scan(3));
  controller.abort(new Error('enough'));
  answer(scores(10));
  expect(await first).toEqual(scores(10));
  await expect(second).rejects.toThrow('enough');
  answer(scores(30));
  expect(await third).toEqual(scores(30));
  await expect(line.ask(scan(4), controller.signal)).rejects.toThrow('enough');
  expect(posted).toEqual([scan(1), scan(3)]);
});

it.each([
  [7, undefined, 'exit code 7'],
  [1, new TypeError('boom'), 'boom'],
])(
  'fails what waits and what comes later once the thread ended with %s',
  async (code, error, why) => {
    const { self, posted, exit } = worker();
    const line = scanLine(self);
    const waiting = [line.ask(scan(1)), line.ask(scan(2))];
    expect(line.ended()).toBe(false);
    exit(code, error);
    expect(line.ended()).toBe(true);
    for (const asked of [...waiting, line.ask(scan(3))]) await expect(asked).rejects.toThrow(why);
    expect(posted).toEqual([scan(1)]);
  },
);

it('brings over what kind of error it was, and goes on', async () => {
  const { self, answer } = worker();
  const line = scanLine(self);
  const detail = { file: 'index', remedy: 'Rebuild it.' };
  const errors = [new PlumblineError('DAMAGED', 'It is cut.', detail), new Error('odd'), 'text'];
  for (const error of errors) {
    const asked = line.ask(scan(1));
    answer({ type: 'failed', failure: structuredClone(toScanFailure(error)) });
    const caught: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(caught).toEqual(error instanceof Error ? error : new Error('text'));
    expect(caught instanceof PlumblineError).toBe(error instanceof PlumblineError);
    if (caught instanceof PlumblineError) expect(caught).toMatchObject({ code: 'DAMAGED', detail });
  }
});
