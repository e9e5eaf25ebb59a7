import type { Clock } from '#core/platform/clock.ts';
import type { Timer } from '#core/platform/timer.ts';
import { NOT_STARTED } from './schedule-words.ts';

/** Milliseconds between two looks, and between two steps while something that was begun goes on. */
const LOOK_MS = 10_000;
const FOLLOW_MS = 1000;

/** What is done again and again. */
interface Steps {
  look(): Promise<void>;
  act(): Promise<void>;
  /** Something that was begun goes on. */
  following(): Promise<boolean>;
}

export interface ScheduleLoop {
  /** One thing after another, whether the clock or somebody asks for it; a step follows soon. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  start(): void;
  started(): boolean;
  stop(): void;
  /** Why nothing is done by itself, in words; null where it is. */
  idle(): string | null;
}

/** Calls the steps by a timer; what fails is tried again the next time. */
export function scheduleLoop(
  { clock, timer }: { clock: Clock; timer: Timer },
  steps: Steps,
): ScheduleLoop {
  let state: 'waiting' | 'started' | 'stopped' = 'waiting';
  let failure: string | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let callOff = () => {};
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  const arm = async (): Promise<void> => {
    callOff();
    const following = await steps.following().catch(() => false);
    callOff();
    if (state === 'started') callOff = timer(following ? FOLLOW_MS : LOOK_MS, () => void tick());
  };
  const round = async (): Promise<void> => {
    if (clock.elapsed() - lookedAt > LOOK_MS - FOLLOW_MS) {
      lookedAt = clock.elapsed();
      await steps.look();
    }
    if (state === 'started') await steps.act();
  };
  const tick = async (): Promise<void> => {
    try {
      await inTurn(round);
      failure = null;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    await arm();
  };
  return {
    inTurn: (work) => inTurn(work).finally(() => void arm()),
    start() {
      state = 'started';
      void arm();
    },
    started: () => state === 'started',
    stop() {
      state = 'stopped';
      callOff();
    },
    idle() {
      if (failure !== null) return `The last look failed: ${failure}`;
      return state === 'started' ? null : NOT_STARTED;
    },
  };
}
