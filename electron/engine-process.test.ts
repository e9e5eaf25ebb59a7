import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

class FakeUtilityProcess extends EventEmitter {
  pid: number | undefined;
  stdout = new EventEmitter();
  stderr = new EventEmitter();
  posted: unknown[][] = [];
  kill = vi.fn(() => true);
  postMessage(...args: unknown[]): void {
    this.posted.push(args);
  }
}

const electron = vi.hoisted(() => ({ forks: [] as { args: unknown[]; child: unknown }[] }));
vi.mock('electron', () => ({
  utilityProcess: {
    fork(...args: unknown[]) {
      const child = new FakeUtilityProcess();
      electron.forks.push({ args, child });
      return child;
    },
  },
  MessageChannelMain: class {
    port1 = { name: 'engine end' };
    port2 = { name: 'page end' };
  },
}));

const { createEngineProcess, enginePage } = await import('./engine-process.ts');

const target = { folder: '/data/jobs', readOnly: false };

function setUp() {
  const app = new EventEmitter();
  const states: unknown[] = [];
  const written: string[] = [];
  const engine = createEngineProcess({
    app: app as never,
    entry: '/src/dist/electron/engine-host.js',
    log: { write: (text) => written.push(text) },
    report: (state) => states.push(state),
    onWorkspace: () => undefined,
    onRefused: () => undefined,
  });
  engine.start(target);
  const child = electron.forks.at(-1)?.child as FakeUtilityProcess;
  return { app, engine, child, states, written };
}

beforeEach(() => {
  vi.useFakeTimers();
  electron.forks.length = 0;
  return () => {
    vi.useRealTimers();
  };
});

const gone = { name: 'plumbline-engine', reason: 'crashed', exitCode: 139 };

describe('createEngineProcess', () => {
  it('forks the host under its name and keeps what it prints', () => {
    const { child, written } = setUp();
    expect(electron.forks[0]?.args).toEqual([
      '/src/dist/electron/engine-host.js',
      [],
      { serviceName: 'plumbline-engine', stdio: 'pipe' },
    ]);
    child.stderr.emit('data', Buffer.from('a fault\n'));
    child.stdout.emit('data', Buffer.from('a note\n'));
    expect(written).toEqual(['a fault\n', 'a note\n']);
  });

  it('sends one end of a channel to the host and the other to the page', () => {
    const { engine, child } = setUp();
    const contents = { id: 3, isDestroyed: () => false, postMessage: vi.fn() };
    engine.connect(enginePage(contents as never));
    expect(child.posted.at(-1)).toEqual([{ type: 'connect' }, [{ name: 'engine end' }]]);
    expect(contents.postMessage.mock.calls).toEqual([
      ['engine:port', null, [{ name: 'page end' }]],
    ]);
  });

  it('restarts after an exit, whatever its code', () => {
    const { child, states, app } = setUp();
    child.emit('exit', 0);
    expect(states.at(-1)).toMatchObject({ state: 'restarting', reason: 'exit code 0' });
    vi.advanceTimersByTime(250);
    expect(electron.forks).toHaveLength(2);
    expect(app.listenerCount('child-process-gone')).toBe(1);
  });

  it('gives the fatal error as the reason, once the process has really ended', () => {
    const { child, states } = setUp();
    child.emit('error', 'FatalError', 'v8::heap', '{}');
    expect(states.at(-1)).toEqual({ state: 'starting' });
    child.emit('exit', 5);
    expect(states.at(-1)).toMatchObject({ reason: 'FatalError in v8::heap' });
  });

  it('hears of an end by child-process-gone alone, and of its exit no second time', () => {
    const { app, child, states } = setUp();
    child.emit('spawn');
    child.pid = undefined;
    app.emit('child-process-gone', {}, gone);
    child.emit('exit', 139);
    const restarts = states.filter((state) => (state as { state: string }).state === 'restarting');
    expect(restarts).toEqual([
      { state: 'restarting', milliseconds: 250, reason: 'crashed, exit code 139' },
    ]);
  });

  it('is not misled by the end of another process', () => {
    const { app, child, states } = setUp();
    app.emit('child-process-gone', {}, gone);
    child.emit('spawn');
    child.pid = process.pid;
    app.emit('child-process-gone', {}, gone);
    app.emit('child-process-gone', {}, { ...gone, name: 'GPU' });
    expect(states).toEqual([{ state: 'starting' }]);
  });

  it('kills an engine that does not close in time', async () => {
    const { engine, child } = setUp();
    const stopped = engine.stop(5000);
    expect(child.posted.at(-1)).toEqual([{ type: 'close' }, []]);
    vi.advanceTimersByTime(5000);
    await stopped;
    expect(child.kill).toHaveBeenCalled();
  });
});
