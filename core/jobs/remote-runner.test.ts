import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { JobEvent, RunJob } from './job-events.ts';
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

describe('createRemoteRunner', () => {
  it('passes events and the result on, in order', async () => {
    const { run, seen } = setUp(async (kind, request, emit) => {
      emit({ type: 'log', level: 'info', message: `${kind} ${JSON.stringify(request)}` });
      emit({ type: 'stage', stage: 'load', state: 'running' });
      return {};
    });
    const events: JobEvent[] = [];
    const result = await run('import', { path: 'f.csv' }, (event) => events.push(event), never);
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
    const error: unknown = await run('import', null, ignore, never).catch((caught) => caught);
    expect(error).toBeInstanceOf(PlumblineError);
    expect(error).toMatchObject({ code: 'BAD_INPUT', detail: { line: 2, remedy: 'Mend it.' } });
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
    const running = run('train', null, () => controller.abort(), controller.signal);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED', message: 'by itself' });
  });

  it('ends a worker that does not listen', async () => {
    const controller = new AbortController();
    const { run, seen } = setUp((_, __, emit) => {
      emit({ type: 'log', level: 'info', message: 'ready' });
      return new Promise(() => {});
    }, 1);
    const running = run('train', null, () => controller.abort(), controller.signal);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen.terminated).toBe(1);
    await expect(run('train', null, ignore, controller.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('says so when the worker dies', async () => {
    const silent = setUp(() => new Promise(() => {}));
    const running = silent.run('train', null, ignore, never);
    silent.die();
    await expect(running).rejects.toThrow('exit code 134');
    const loud = setUp(() => new Promise(() => {}));
    const failing = loud.run('train', null, ignore, never);
    loud.die(new Error('out of memory'));
    await expect(failing).rejects.toThrow('out of memory');
  });
});
