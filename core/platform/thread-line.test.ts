import { expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { type FailedAnswer, failedAnswer } from './thread-failure.ts';
import { type AnsweringThread, threadLine } from './thread-line.ts';

type Question = { type: 'double'; value: number } | { type: 'close' };
type Answer = { type: 'doubled'; value: number } | { type: 'done' };

/** A thread that answers when told. */
function worker() {
  const posted: Question[] = [];
  let message: (answer: Answer | FailedAnswer) => void = () => {};
  let exit: (code: number, error?: Error) => void = () => {};
  const self: AnsweringThread<Question, Answer> = {
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
    answer: (answer: Answer | FailedAnswer) => message(answer),
    exit: (code: number, error?: Error) => exit(code, error),
  };
}

const double = (value: number): Question => ({ type: 'double', value });
const doubled = (value: number): Answer => ({ type: 'doubled', value });

it('asks one question at a time, in order', async () => {
  const { self, posted, answer } = worker();
  const line = threadLine(self, { does: 'doubles' });
  const asked = [double(1), double(2), { type: 'close' } as const];
  const answers = asked.map((question) => line.ask(question));
  expect(posted).toEqual([double(1)]);
  answer(doubled(10));
  expect(posted).toEqual([double(1), double(2)]);
  answer(doubled(20));
  answer({ type: 'done' });
  expect(await Promise.all(answers)).toEqual([doubled(10), doubled(20), { type: 'done' }]);
  expect(posted).toEqual(asked);
});

it('never asks what was aborted before its turn', async () => {
  const { self, posted, answer } = worker();
  const line = threadLine(self, { does: 'doubles' });
  const controller = new AbortController();
  const first = line.ask(double(1), controller.signal);
  const second = line.ask(double(2), controller.signal);
  const third = line.ask(double(3));
  controller.abort(new Error('enough'));
  answer(doubled(10));
  expect(await first).toEqual(doubled(10));
  await expect(second).rejects.toThrow('enough');
  answer(doubled(30));
  expect(await third).toEqual(doubled(30));
  await expect(line.ask(double(4), controller.signal)).rejects.toThrow('enough');
  expect(posted).toEqual([double(1), double(3)]);
});

it.each([
  [7, undefined, 'exit code 7'],
  [1, new TypeError('boom'), 'boom'],
])(
  'fails what waits and what comes later once the thread ended with %s',
  async (code, error, why) => {
    const { self, posted, exit } = worker();
    const line = threadLine(self, { does: 'doubles' });
    const waiting = [line.ask(double(1)), line.ask(double(2))];
    expect(line.ended()).toBe(false);
    exit(code, error);
    expect(line.ended()).toBe(true);
    for (const asked of [...waiting, line.ask(double(3))]) await expect(asked).rejects.toThrow(why);
    expect(posted).toEqual([double(1)]);
  },
);

it('brings over what kind of error it was, and goes on', async () => {
  const { self, answer } = worker();
  const line = threadLine(self, { does: 'doubles' });
  const detail = { file: 'index', remedy: 'Rebuild it.' };
  const errors = [new PlumblineError('DAMAGED', 'It is cut.', detail), new Error('odd'), 'text'];
  for (const error of errors) {
    const asked = line.ask(double(1));
    answer(structuredClone(failedAnswer(error)));
    const caught: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(caught).toEqual(error instanceof Error ? error : new Error('text'));
    expect(caught instanceof PlumblineError).toBe(error instanceof PlumblineError);
    if (caught instanceof PlumblineError) expect(caught).toMatchObject({ code: 'DAMAGED', detail });
  }
});
