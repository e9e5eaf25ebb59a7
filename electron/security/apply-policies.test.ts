import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const openExternal = vi.hoisted(() => vi.fn(async (_url: string) => undefined));
vi.mock('electron', () => ({ shell: { openExternal } }));

const { applyPagePolicies, applySessionPolicies } = await import('./apply-policies.ts');

class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

describe('applyPagePolicies', () => {
  const log = vi.fn();
  const app = new EventEmitter();
  const contents = new FakeContents();
  applyPagePolicies(app as never, log);
  app.emit('web-contents-created', {}, contents);

  beforeEach(() => {
    log.mockClear();
    openExternal.mockClear();
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s stays inside', (name) => {
    const inside = { url: 'plumbline://app/train', preventDefault: vi.fn() };
    const outside = { url: 'https://evil.example/', preventDefault: vi.fn() };
    contents.emit(name, inside);
    contents.emit(name, outside);
    expect(inside.preventDefault).not.toHaveBeenCalled();
    expect(outside.preventDefault).toHaveBeenCalledOnce();
    expect(log).toHaveBeenCalledWith('blocked navigation to https://evil.example/');
  });

  it('never attaches a webview', () => {
    const event = { preventDefault: vi.fn() };
    contents.emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('opens known sites in the browser and nothing in a window', () => {
    const known = 'https://www.onetonline.org/link/summary/15-1252.00';
    expect(contents.openHandler?.({ url: known })).toEqual({ action: 'deny' });
    expect(contents.openHandler?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });
    expect(contents.openHandler?.({ url: 'plumbline://app/' })).toEqual({ action: 'deny' });
    expect(openExternal.mock.calls).toEqual([[known]]);
  });
});

type Callback = (value: unknown) => void;

class FakeSession extends EventEmitter {
  request: ((...args: unknown[]) => void) | null = null;
  check: ((...args: unknown[]) => boolean) | null = null;
  device: (() => boolean) | null = null;
  before: ((details: { url: string }, callback: Callback) => void) | null = null;
  webRequest = {
    onBeforeRequest: (listener: NonNullable<FakeSession['before']>) => {
      this.before = listener;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<FakeSession['request']>): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<FakeSession['check']>): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
}

describe('applySessionPolicies', () => {
  const session = new FakeSession();
  applySessionPolicies(session as never, () => undefined);
  const page = { requestingUrl: 'plumbline://app/' };

  it('grants copying and nothing else', () => {
    const callback = vi.fn();
    session.request?.(null, 'clipboard-sanitized-write', callback, page);
    session.request?.(null, 'media', callback, page);
    expect(callback.mock.calls).toEqual([[true], [false]]);
    expect(session.check?.(null, 'clipboard-sanitized-write', 'plumbline://app', page)).toBe(true);
    expect(session.check?.(null, 'clipboard-sanitized-write', 'https://evil.example', {})).toBe(
      false,
    );
    expect(session.check?.(null, 'geolocation', 'plumbline://app', page)).toBe(false);
    expect(session.device?.()).toBe(false);
  });

  it('cancels every request that would leave the machine', () => {
    const answers: unknown[] = [];
    for (const url of ['plumbline://app/a.js', 'https://evil.example/?q=secret'])
      session.before?.({ url }, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel: false }, { cancel: true }]);
  });

  it('saves what the page made and downloads nothing', () => {
    const download = (url: string) => {
      const event = { preventDefault: vi.fn() };
      session.emit('will-download', event, { getURL: () => url });
      return event.preventDefault.mock.calls.length === 0;
    };
    expect(download('blob:plumbline://app/1')).toBe(true);
    expect(download('https://evil.example/a.exe')).toBe(false);
  });
});
