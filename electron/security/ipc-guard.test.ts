import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

const electron = vi.hoisted(() => ({
  handlers: new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>(),
  listeners: new Map<string, (event: unknown, ...args: unknown[]) => void>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: never) => electron.handlers.set(channel, handler),
    on: (channel: string, listener: never) => electron.listeners.set(channel, listener),
  },
}));

const { handle, receive } = await import('./ipc-guard.ts');

const sender = { id: 7 };
const trusted = { sender, senderFrame: { url: 'plumbline://app/', parent: null } };
const Name = z.tuple([z.strictObject({ name: z.string() })]);

describe('handle', () => {
  const handler = vi.fn(async (_sender: unknown, [{ name }]: [{ name: string }]) => `hi ${name}`);
  const invoke = (event: unknown, ...args: unknown[]) =>
    electron.handlers.get('greet')?.(event, ...args);

  beforeEach(() => {
    handler.mockClear();
    handle('greet', Name, handler);
  });

  it('answers the workbench', async () => {
    await expect(invoke(trusted, { name: 'Ada' })).resolves.toBe('hi Ada');
    expect(handler).toHaveBeenCalledWith(sender, [{ name: 'Ada' }]);
  });

  it.each([
    ['another origin', { url: 'https://evil.example/', parent: null }],
    ['a frame inside the page', { url: 'plumbline://app/', parent: {} }],
    ['a frame that is gone', null],
  ])('refuses %s', async (_name, senderFrame) => {
    await expect(invoke({ sender, senderFrame }, { name: 'Ada' })).rejects.toThrow(
      'greet: sender refused',
    );
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([
    ['none', []],
    ['of another type', [{ name: 1 }]],
    ['with more fields', [{ name: 'Ada', admin: true }]],
    ['too many', [{ name: 'Ada' }, 2]],
  ])('refuses arguments: %s', async (_name, args) => {
    await expect(invoke(trusted, ...args)).rejects.toThrow('greet: arguments refused');
    expect(handler).not.toHaveBeenCalled();
  });
});

describe('receive', () => {
  it('drops and logs what it does not accept', () => {
    const handler = vi.fn();
    const log = vi.fn();
    receive('ping', z.tuple([]), handler, log);
    const listener = electron.listeners.get('ping');
    listener?.({ sender, senderFrame: null });
    listener?.(trusted, 'extra');
    expect(handler).not.toHaveBeenCalled();
    expect(log.mock.calls.map(([line]) => line)).toEqual([
      'dropped message on ping: Error: ping: sender refused',
      'dropped message on ping: Error: ping: arguments refused',
    ]);
    listener?.(trusted);
    expect(handler).toHaveBeenCalledWith(sender, []);
  });
});
