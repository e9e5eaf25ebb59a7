import { describe, expect, it, vi } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { createHost, describeFailure, type HostedEngine } from './engine-host-logic.ts';

const target = { folder: '/data/jobs', readOnly: false };

function setUp(open: () => Promise<void> = async () => undefined) {
  const replies: unknown[] = [];
  const served: string[] = [];
  const engine: HostedEngine<string> = {
    serve: (port) => served.push(port),
    open: vi.fn(async (folder: string) => `/real${folder}`),
    close: vi.fn(async () => undefined),
  };
  const receive = createHost<string>({
    async open() {
      await open();
      return engine;
    },
    reply: (message) => replies.push(message),
  });
  return { receive, replies, served, engine };
}

describe('createHost', () => {
  it('holds ports until the workspace is open', async () => {
    let finish: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { receive, replies, served } = setUp(() => opened);
    const opening = receive({ type: 'open', target }, []);
    await receive({ type: 'connect' }, ['first']);
    expect([served, replies]).toEqual([[], []]);
    finish();
    await opening;
    await receive({ type: 'connect' }, ['second']);
    expect(served).toEqual(['first', 'second']);
    expect(replies).toEqual([{ type: 'ready' }]);
  });

  it('says why a workspace cannot be opened, and closes all the same', async () => {
    const { receive, replies, served } = setUp(async () => {
      throw new PlumblineError('BUSY', 'Another process holds it.', { remedy: 'Close it.' });
    });
    await receive({ type: 'connect' }, ['port']);
    await receive({ type: 'open', target }, []);
    await receive({ type: 'switch', folder: '/other' }, []);
    await receive({ type: 'close' }, []);
    expect(replies).toEqual([
      { type: 'failed', code: 'BUSY', message: 'Another process holds it. Close it.' },
      { type: 'closed' },
    ]);
    expect(served).toEqual([]);
  });

  it('opens another folder, or says why not and keeps the old one', async () => {
    const { receive, replies, engine } = setUp();
    await receive({ type: 'open', target }, []);
    await receive({ type: 'switch', folder: '/other' }, []);
    vi.mocked(engine.open).mockRejectedValueOnce(new Error('no such folder'));
    await receive({ type: 'switch', folder: '/none' }, []);
    expect(replies.slice(1)).toEqual([
      { type: 'workspace', folder: '/real/other', asked: true },
      { type: 'refused', folder: '/none', message: 'no such folder' },
    ]);
  });

  it('finishes opening before it closes', async () => {
    const { receive, replies, engine } = setUp();
    const opening = receive({ type: 'open', target }, []);
    await receive({ type: 'close' }, []);
    await opening;
    expect(engine.close).toHaveBeenCalledOnce();
    expect(replies).toEqual([{ type: 'ready' }, { type: 'closed' }]);
  });

  it.each([
    ['an unknown message', { type: 'format-disk' }, []],
    ['a target without a folder', { type: 'open', target: { folder: '', readOnly: false } }, []],
    ['a connect without its port', { type: 'connect' }, []],
  ])('throws at %s', async (_name, message, ports) => {
    const { receive } = setUp();
    await expect(receive(message, ports)).rejects.toThrow();
  });
});

describe('describeFailure', () => {
  it('keeps the code of an expected failure and calls any other INTERNAL', () => {
    const newer = new PlumblineError('NEWER_WORKSPACE', 'Too new.', { file: 'workspace.json' });
    expect(describeFailure(newer)).toEqual({
      code: 'NEWER_WORKSPACE',
      message: 'workspace.json: Too new.',
    });
    expect(describeFailure('odd')).toEqual({ code: 'INTERNAL', message: 'odd' });
  });
});
