import { type FailedAnswer, fromFailure } from './thread-failure.ts';

/** A thread that answers each message once, in order, as its owner sees it. */
export interface AnsweringThread<Question, Answer> {
  postMessage(message: Question, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: Answer | FailedAnswer) => void): void;
  /** The thread is gone; `error` is what it did not catch, if anything. */
  onExit(listener: (code: number, error?: Error) => void): void;
  /** Settles when the thread is gone. */
  terminate(): Promise<void>;
}

/** Asks a thread one question at a time, in order. */
export interface ThreadLine<Question, Answer> {
  /** Rejects with what the thread threw, with the signal's reason before its turn, or because the thread ended. */
  ask(message: Question, signal?: AbortSignal): Promise<Answer>;
  /** Whether the thread is gone. */
  ended(): boolean;
  /** Settles when the thread is gone, at once where it works on something. */
  terminate(): Promise<void>;
}

interface Waiting<Question, Answer> {
  message: Question;
  signal: AbortSignal | undefined;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface LineOptions<Question> {
  /** What the thread does, for a person: it "scans vectors". */
  does: string;
  /** Buffers of a message that are moved, not copied. */
  moved?(message: Question): ArrayBuffer[];
}

export function threadLine<Question, Answer extends { type: string }>(
  thread: AnsweringThread<Question, Answer>,
  { does, moved = () => [] }: LineOptions<Question>,
): ThreadLine<Question, Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let asked: Waiting<Question, Answer> | undefined;
  let end: Error | null = null;

  /** Asks the first that is still wanted, unless an answer is awaited. */
  const askNext = (): void => {
    while (asked === undefined) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (next.signal?.aborted) next.reject(next.signal.reason);
      else {
        asked = next;
        thread.postMessage(next.message, moved(next.message));
      }
    }
  };
  thread.onMessage((answer) => {
    const answered = asked;
    asked = undefined;
    // First, so that the thread goes on while this answer is looked at.
    askNext();
    if (isFailed(answer)) answered?.reject(fromFailure(answer.failure));
    else answered?.resolve(answer);
  });
  thread.onExit((code, error) => {
    end = endOf(does, code, error);
    asked?.reject(end);
    for (const question of waiting.splice(0)) question.reject(end);
  });
  return {
    ask: (message, signal) =>
      new Promise((resolve, reject) => {
        if (end !== null) throw end;
        waiting.push({ message, signal, resolve, reject });
        askNext();
      }),
    ended: () => end !== null,
    terminate: () => thread.terminate(),
  };
}

/** Opens a line: asks `first`; a thread that fails at it is ended. */
export async function openLine<Question, Answer extends { type: string }>(
  line: ThreadLine<Question, Answer>,
  first: Question,
): Promise<ThreadLine<Question, Answer>> {
  try {
    await line.ask(first);
    return line;
  } catch (error) {
    await line.terminate();
    throw error;
  }
}

/** Asks `last` behind all that was asked before, then ends the thread. One that ended by itself has nothing to release. */
export async function closeLine<Question, Answer extends { type: string }>(
  line: ThreadLine<Question, Answer>,
  last: Question,
): Promise<void> {
  try {
    if (!line.ended()) await line.ask(last);
  } catch (error) {
    if (!line.ended()) throw error;
  } finally {
    await line.terminate();
  }
}

const isFailed = <Answer extends { type: string }>(
  answer: Answer | FailedAnswer,
): answer is FailedAnswer => answer.type === 'failed';

function endOf(does: string, code: number, cause?: Error): Error {
  const why = cause ? `: ${cause.message}` : ` (exit code ${code})`;
  return new Error(`The thread that ${does} ended${why}. Try again: it is started anew.`, {
    cause,
  });
}

/** The owner of a thread, as the thread sees it. */
export interface ThreadPort<Question, Answer> {
  postMessage(message: Answer | FailedAnswer, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: Question) => void): void;
}
