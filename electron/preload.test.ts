import { EventEmitter } from 'node:events';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type DesktopBridge,
  ENGINE_PORT_MESSAGE,
  MENU_COMMANDS,
} from '#core/contract/desktop-bridge.ts';
import { CHANNELS } from './preload-contract.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  send: vi.fn(),
  invoke: vi.fn(async (channel: string, ..._args: unknown[]) => `answer of ${channel}`),
  getPathForFile: vi.fn(() => '/data/feedback.csv'),
}));
const ipc = new EventEmitter();
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value),
  },
  ipcRenderer: {
    send: electron.send,
    invoke: electron.invoke,
    on: (channel: string, listener: never) => ipc.on(channel, listener),
    removeListener: (channel: string, listener: never) => ipc.removeListener(channel, listener),
  },
  webUtils: { getPathForFile: electron.getPathForFile },
}));

const postMessage = vi.fn();
let bridge: DesktopBridge<unknown>;

beforeAll(async () => {
  vi.stubGlobal('postMessage', postMessage);
  await import('./preload.ts');
  bridge = electron.exposed.get('plumbline') as DesktopBridge<unknown>;
});

beforeEach(() => {
  for (const mock of [electron.send, electron.invoke, electron.getPathForFile, postMessage])
    mock.mockClear();
});

describe('the preload contract', () => {
  it('exposes one object with exactly these keys', () => {
    expect([...electron.exposed.keys()]).toEqual(['plumbline']);
    expect(Object.keys(bridge).sort()).toEqual([
      'chooseFiles',
      'chooseFolder',
      'onEngine',
      'onMenu',
      'pathForFile',
      'platform',
      'requestEngine',
    ]);
    expect(bridge.platform).toBe(process.platform);
  });

  it('uses exactly these channels', () => {
    expect(CHANNELS).toEqual({
      requestEngine: 'engine:request',
      enginePort: 'engine:port',
      engineState: 'engine:state',
      chooseFiles: 'dialog:files',
      chooseFolder: 'dialog:folder',
      menu: 'menu:command',
    });
    // Before the page subscribes to anything, the port is the only thing listened for.
    expect(ipc.eventNames()).toEqual(['engine:port']);
  });

  it('asks main for a port, and for dialogs', async () => {
    bridge.requestEngine();
    expect(electron.send.mock.calls).toEqual([['engine:request']]);
    await bridge.chooseFiles({ extensions: ['csv'] });
    await bridge.chooseFiles();
    await bridge.chooseFolder();
    expect(electron.invoke.mock.calls).toEqual([
      ['dialog:files', { extensions: ['csv'] }],
      ['dialog:files', {}],
      ['dialog:folder'],
    ]);
  });

  it('reads the path of a file by webUtils', () => {
    const file = { name: 'feedback.csv' };
    expect(bridge.pathForFile(file)).toBe('/data/feedback.csv');
    expect(electron.getPathForFile).toHaveBeenCalledWith(file);
  });

  it('carries the port into the page, addressed to the workbench only', () => {
    const ports = [{}];
    ipc.emit('engine:port', { ports });
    expect(postMessage.mock.calls).toEqual([[ENGINE_PORT_MESSAGE, 'plumbline://app', ports]]);
  });

  it.each([
    ['onMenu', 'menu:command', MENU_COMMANDS[0]],
    ['onEngine', 'engine:state', { state: 'ready' }],
  ] as const)('%s hands over the payload without the IPC event', (name, channel, payload) => {
    const listener = vi.fn();
    const stop = bridge[name](listener);
    ipc.emit(channel, { sender: 'ipcRenderer' }, payload);
    stop();
    ipc.emit(channel, { sender: 'ipcRenderer' }, payload);
    expect(listener.mock.calls).toEqual([[payload]]);
    expect(ipc.listenerCount(channel)).toBe(0);
  });
});
