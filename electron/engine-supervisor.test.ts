import { describe, expect, it } from 'vitest';
import type { EngineState } from '#core/contract/desktop-bridge.ts';
import type { HostRequest } from './engine-messages.ts';
import { type EngineChild, EngineSupervisor } from './engine-supervisor.ts';

const target = { folder: '/data/jobs', readOnly: false };

class FakeChild implements EngineChild<string> {
  readonly posted: { request: HostRequest; port: string | undefined }[] = [];
  killed = 0;
  reply: (reply: unknown) => void = () => undefined;
  gone: (reason: string) => void = () => undefined;
  post(request: HostRequest, port?: string): void {
    this.posted.push({ request, port });
  }
  onReply(listener: (reply: unknown) => void): void {
    this.reply = listener;
  }
  onGone(listener: (reason: string) => void): void {
    this.gone = listener;
  }
  kill(): void {
    this.killed += 1;
  }
  get ports(): (string | undefined)[] {
    return this.posted.flatMap(({ request, port }) => (request.type === 'connect' ? [port] : []));
  }
}

/** A supervisor whose processes, ports and clock are in the test's hands. */
function setUp() {
  const children: FakeChild[] = [];
  const states: EngineState[] = [];
  const timers: { run: () => void; milliseconds: number; off: boolean }[] = [];
  const moves: unknown[] = [];
  let channels = 0;
  const clock = { now: 0 };
  const supervisor = new EngineSupervisor<string>({
    fork() {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
    openChannel() {
      channels += 1;
      return [`engine ${channels}`, `page ${channels}`];
    },
    now: () => clock.now,
    schedule(run, milliseconds) {
      const timer = { run, milliseconds, off: false };
      timers.push(timer);
      return () => {
        timer.off = true;
      };
    },
    report: (state) => states.push(state),
    onWorkspace: (folder, asked) => moves.push({ folder, asked }),
    onRefused: (folder, message) => moves.push({ folder, message }),
  });
  const fire = () => {
    const timer = timers.shift();
    if (timer !== undefined && !timer.off) timer.run();
    return timer;
  };
  const last = () => children.at(-1) as FakeChild;
  return { supervisor, children, states, timers, moves, clock, fire, last };
}

function page(id: number) {
  const ports: string[] = [];
  return {
    id,
    gone: false,
    ports,
    isGone: () => false,
    deliver: (port: string) => ports.push(port),
  };
}

describe('EngineSupervisor', () => {
  it('opens the workspace and says when it is ready', () => {
    const { supervisor, states, last } = setUp();
    expect(supervisor.folder).toBeNull();
    supervisor.start(target);
    expect(last().posted).toEqual([{ request: { type: 'open', target }, port: undefined }]);
    last().reply({ type: 'ready' });
    expect(states).toEqual([{ state: 'starting' }, { state: 'ready' }]);
    expect(supervisor.folder).toBe('/data/jobs');
  });

  it('gives each page the other end of its own channel, also before the engine is there', () => {
    const { supervisor, last } = setUp();
    const [early, late] = [page(1), page(2)];
    supervisor.connect(early);
    // A page that asks again, because it was loaded anew, still gets one port.
    supervisor.connect(early);
    expect(early.ports).toEqual([]);
    supervisor.start(target);
    supervisor.connect(late);
    expect([early.ports, late.ports]).toEqual([['page 1'], ['page 2']]);
    expect(last().ports).toEqual(['engine 1', 'engine 2']);
  });

  it('starts again after a crash, with fresh ports for the pages that ask and are still there', () => {
    const { supervisor, children, states, fire, last } = setUp();
    const [asks, silent, leaves] = [page(1), page(2), { ...page(3), isGone: () => true }];
    supervisor.start(target);
    supervisor.connect(asks);
    supervisor.connect(silent);
    last().gone('exit code 139');
    supervisor.connect(asks);
    supervisor.connect(leaves);
    expect(states.at(-1)).toEqual({
      state: 'restarting',
      milliseconds: 250,
      reason: 'exit code 139',
    });
    expect(fire()?.milliseconds).toBe(250);
    expect(children).toHaveLength(2);
    expect(last().posted[0]?.request).toEqual({ type: 'open', target });
    expect(asks.ports).toEqual(['page 1', 'page 3']);
    expect(silent.ports).toEqual(['page 2']);
    expect(leaves.ports).toEqual([]);
  });

  it('counts the several signals of one end once, and none of a child that it has given up', () => {
    const { supervisor, children, timers, last } = setUp();
    supervisor.start(target);
    const first = last();
    first.gone('crashed');
    first.gone('exit code 139');
    first.reply({ type: 'ready' });
    expect(timers).toHaveLength(1);
    expect(first.killed).toBe(1);
    expect(children).toHaveLength(1);
  });

  it('gives up after too many ends, says so, and starts again when it is told to', () => {
    const { supervisor, children, states, fire, last } = setUp();
    supervisor.start(target);
    for (let end = 0; end < 6; end += 1) {
      last().gone('exit code 1');
      fire();
    }
    expect(states.at(-1)).toEqual({ state: 'stopped', reason: 'exit code 1' });
    expect(children).toHaveLength(6);
    supervisor.startAgain();
    last().gone('exit code 1');
    expect(states.at(-1)).toMatchObject({ state: 'restarting', milliseconds: 250 });
  });

  it('does not start again what cannot be opened', () => {
    const { supervisor, states, timers, last } = setUp();
    supervisor.start(target);
    last().reply({ type: 'failed', code: 'BUSY', message: 'Process 12 holds it.' });
    expect(states.at(-1)).toEqual({
      state: 'failed',
      code: 'BUSY',
      message: 'Process 12 holds it.',
    });
    expect(last().killed).toBe(1);
    last().gone('exit code 0');
    expect(timers).toEqual([]);
  });

  it('restarts in the folder that a page opened meanwhile', () => {
    const { supervisor, moves, fire, last } = setUp();
    supervisor.start({ ...target, readOnly: true });
    last().reply({ type: 'workspace', folder: '/data/other', asked: false });
    expect(moves).toEqual([{ folder: '/data/other', asked: false }]);
    last().gone('crashed');
    fire();
    expect(last().posted[0]?.request).toEqual({
      type: 'open',
      target: { folder: '/data/other', readOnly: false },
    });
  });

  it('passes on a folder to open, and a refusal', () => {
    const { supervisor, moves, last } = setUp();
    supervisor.switchTo('/nowhere');
    supervisor.start(target);
    supervisor.switchTo('/data/new');
    expect(last().posted.at(-1)?.request).toEqual({ type: 'switch', folder: '/data/new' });
    last().reply({ type: 'refused', folder: '/data/new', message: 'It is newer.' });
    expect(moves).toEqual([{ folder: '/data/new', message: 'It is newer.' }]);
    expect(supervisor.folder).toBe('/data/jobs');
  });

  it('refuses a reply that is none', () => {
    const { supervisor, last } = setUp();
    supervisor.start(target);
    expect(() => last().reply({ type: 'nonsense' })).toThrow();
    expect(() => setUp().supervisor.startAgain()).toThrow('no workspace');
  });
});

describe('EngineSupervisor.stop', () => {
  it('waits for the engine to close, and takes that for no crash', async () => {
    const { supervisor, states, timers, last } = setUp();
    supervisor.start(target);
    const stopped = supervisor.stop(5000);
    expect(last().posted.at(-1)?.request).toEqual({ type: 'close' });
    last().reply({ type: 'closed' });
    await stopped;
    last().gone('exit code 0');
    expect(last().killed).toBe(1);
    expect(timers.map(({ milliseconds, off }) => [milliseconds, off])).toEqual([[5000, true]]);
    expect(states).toEqual([{ state: 'starting' }]);
  });

  it('is done when the engine ends without a word', async () => {
    const { supervisor, states, last } = setUp();
    supervisor.start(target);
    const stopped = supervisor.stop(5000);
    last().gone('exit code 0');
    await stopped;
    expect(states).toEqual([{ state: 'starting' }]);
  });

  it('kills an engine that does not answer in time', async () => {
    const { supervisor, fire, last } = setUp();
    supervisor.start(target);
    const stopped = supervisor.stop(5000);
    fire();
    await stopped;
    expect(last().killed).toBe(1);
  });

  it('calls off a restart that is due', async () => {
    const { supervisor, children, fire, last } = setUp();
    supervisor.start(target);
    last().gone('crashed');
    await supervisor.stop(5000);
    fire();
    expect(children).toHaveLength(1);
  });
});
