import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobEvent, RunJob } from './job-events.ts';
import { createPauseSwitch } from './pause-switch.ts';
import { createRemoteRunner, type WorkerLike } from './remote-runner.ts';
import { serveJobs } from './serve-jobs.ts';

/** A worker on the other end of a real channel: what crosses it is copied as between threads. */
function setUp(runJob: RunJob, graceMs = 60_000) {
  const exits: ((code: number, error?: Error) => void)[] = [];
  const seen = { terminated: 0 };
  const spawn = (): WorkerLike => {
    const { port1, port2 } = new MessageChannel();
    serveJobs(endOf(port2), runJob);
    return {
      ...endOf(port1),
      onExit: (listener) => exits.push(listener),
      terminate() {
        seen.terminated += 1;
        port1.close();
      },
    };
  };
  const die = (error?: Error) => {
    for (const exit of exits) exit(134, error);
  };
  return { run: createRemoteRunner({ spawn, graceMs }), die, seen };
}

function endOf(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    onMessage: (listener: (message: never) => void) =>
      void port.on('message', (message) => listener(message as never)),
  };
}

const never = new AbortController().signal;
const ignore = () => {};
const unpaused = createPauseSwitch();

describe('createRemoteRunner', () => {
  it('passes events and the result on, in order', async () => {
    const { run, seen } = setUp(async (kind, request, emit) => {
      emit({ type: 'log', level: 'info', message: `${kind} ${JSON.stringify(request)}` });
      emit({ type: 'stage', stage: 'load', state: 'running' });
      return {};
    });
    const events: JobEvent[] = [];
    const result = await run(
      'import',
      { path: 'f.csv' },
      (event) => events.push(event),
      never,
      unpaused,
    );
    expect(result).toEqual({});
    expect(events).toEqual([
      { type: 'log', level: 'info', message: 'import {"path":"f.csv"}' },
      { type: 'stage', stage: 'load', state: 'running' },
    ]);
    expect(seen.terminated).toBe(1);
  });

  it('restores errors with their detail', async () => {
    const { run } = setUp(async () => {
      throw new PlumblineError('BAD_INPUT', 'wrong', {
        file: 'f.csv',
        line: 2,
        remedy: 'Mend it.',
      });
    });
    const error: unknown = await run('import', null, ignore, never, unpaused).catch(
      (caught) => caught,
    );
    expect(error).toBeInstanceOf(PlumblineError);
    expect(error).toMatchObject({ code: 'BAD_INPUT', detail: { line: 2, remedy: 'Mend it.' } });
  });

  it('pauses the worker and lets it go on', async () => {
    const steps: string[] = [];
    const { run } = setUp(async (_, __, emit, _signal, { passed, onChange }) => {
      const told = new Promise<void>((resolve) => {
        const stop = onChange(() => {
          stop();
          resolve();
        });
      });
      emit({ type: 'log', level: 'info', message: 'ready' });
      await told;
      emit({ type: 'log', level: 'info', message: 'paused' });
      await passed();
      steps.push('went on');
      return {};
    });
    const pause = createPauseSwitch();
    const follow = (event: JobEvent) => {
      if (event.type !== 'log') return;
      steps.push(event.message);
      pause.set(event.message === 'ready');
    };
    await run('train', null, follow, never, pause);
    expect(steps).toEqual(['ready', 'paused', 'went on']);
  });

  it('tells the worker to cancel', async () => {
    const controller = new AbortController();
    const { run } = setUp(
      (_, __, emit, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () =>
            reject(new PlumblineError('CANCELLED', 'by itself')),
          );
          emit({ type: 'log', level: 'info', message: 'ready' });
        }),
    );
    const running = run('train', null, () => controller.abort(), controller.signal, unpaused);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED', message: 'by itself' });
  });

  it('ends a worker that does not listen', async () => {
    const controller = new AbortController();
    const { run, seen } = setUp((_, __, emit) => {
      emit({ type: 'log', level: 'info', message: 'ready' });
      return new Promise(() => {});
    }, 1);
    const running = run('train', null, () => controller.abort(), controller.signal, unpaused);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen.terminated).toBe(1);
    await expect(run('train', null, ignore, controller.signal, unpaused)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('says so when the worker dies', async () => {
    const silent = setUp(() => new Promise(() => {}));
    const running = silent.run('train', null, ignore, never, unpaused);
    silent.die();
    await expect(running).rejects.toThrow('exit code 134');
    const loud = setUp(() => new Promise(() => {}));
    const failing = loud.run('train', null, ignore, never, unpaused);
    loud.die(new Error('out of memory'));
    await expect(failing).rejects.toThrow('out of memory');
  });
});
