import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/**
 * Starts the whole shell on a stand-in for Electron. What it cannot show is Electron itself (that is
 * test/e2e-electron); what it shows is the order of things, and who speaks to whom.
 */
const fake = vi.hoisted(() => ({
  calls: [] as string[],
  lock: true,
  electron: {} as Record<string, unknown>,
}));
vi.mock('electron', () => fake.electron);

class Contents extends EventEmitter {
  readonly id = 1;
  readonly sent: unknown[][] = [];
  readonly posted: unknown[][] = [];
  isDestroyed = () => false;
  send = (...args: unknown[]) => this.sent.push(args);
  postMessage = (...args: unknown[]) => this.posted.push(args);
  setWindowOpenHandler = () => undefined;
}

class Window extends EventEmitter {
  static all: Window[] = [];
  static fromWebContents = () => Window.all[0] ?? null;
  readonly webContents = new Contents();
  focused = 0;
  constructor() {
    super();
    fake.calls.push('window');
    Window.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = async (url: string) => fake.calls.push(`load ${url}`);
  isMinimized = () => false;
  isMaximized = () => false;
  getNormalBounds = () => ({ x: 1, y: 2, width: 1000, height: 700 });
  setBackgroundColor = () => undefined;
  show = () => undefined;
  focus = () => {
    this.focused += 1;
  };
}

class Child extends EventEmitter {
  pid = undefined;
  stdout = new EventEmitter();
  stderr = new EventEmitter();
  posted: unknown[][] = [];
  kill = vi.fn();
  postMessage = (...args: unknown[]) => this.posted.push(args);
}

class App extends EventEmitter {
  readonly isPackaged = false;
  userAgentFallback = 'plumbline/0.1.0 Electron/45.4.1';
  readonly paths = new Map<string, string>();
  setPath = (name: string, path: string) => {
    fake.calls.push(`path ${name}`);
    this.paths.set(name, path);
  };
  getPath = (name: string) => this.paths.get(name) ?? '';
  setAppUserModelId = () => undefined;
  setAboutPanelOptions = () => undefined;
  enableSandbox = () => fake.calls.push('sandbox');
  requestSingleInstanceLock = () => {
    fake.calls.push('lock');
    return fake.lock;
  };
  whenReady = async () => fake.calls.push('ready');
  quit = vi.fn();
  exit = vi.fn();
}

let app = new App();
let children: Child[] = [];
let ipc = new EventEmitter();
let handlers = new Map<string, unknown>();
let folder = '';

function standIn(): void {
  const session = Object.assign(new EventEmitter(), {
    protocol: { handle: (scheme: string) => fake.calls.push(`serve ${scheme}`) },
    setPermissionRequestHandler: () => fake.calls.push('permissions'),
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    webRequest: { onBeforeRequest: () => undefined },
  });
  const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
  Object.assign(fake.electron, {
    app,
    BrowserWindow: Window,
    dialog: { showErrorBox: vi.fn(), showMessageBox: vi.fn(() => new Promise(() => undefined)) },
    ipcMain: Object.assign(ipc, {
      handle: (channel: string, handler: unknown) => handlers.set(channel, handler),
    }),
    Menu: { setApplicationMenu: () => fake.calls.push('menu'), buildFromTemplate: () => ({}) },
    MessageChannelMain: class {
      port1 = 'engine end';
      port2 = 'page end';
    },
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
    protocol: { registerSchemesAsPrivileged: () => fake.calls.push('scheme') },
    screen: { getPrimaryDisplay: () => display, getAllDisplays: () => [display] },
    session: { defaultSession: session },
    shell: {},
    utilityProcess: {
      fork() {
        fake.calls.push('engine');
        const child = new Child();
        children.push(child);
        return child;
      },
    },
  });
}

async function start(): Promise<{ window: Window; child: Child }> {
  vi.resetModules();
  await import('./main.ts');
  if (fake.lock) await vi.waitFor(() => expect(children).toHaveLength(1));
  return { window: Window.all[0] as Window, child: children[0] as Child };
}

const settingsFile = () => join(folder, 'profile', 'settings.json');
const trusted = (window: Window) => ({
  sender: window.webContents,
  senderFrame: { url: 'plumbline://app/', parent: null },
});

const argv = process.argv;
const listeners = (['uncaughtException', 'unhandledRejection'] as 'uncaughtException'[]).map(
  (event) => [event, process.listenerCount(event)] as const,
);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-shell-'));
  process.argv = ['electron', '.', `--user-data=${folder}/profile`, `--workspace=${folder}/jobs`];
  app = new App();
  children = [];
  ipc = new EventEmitter();
  handlers = new Map();
  fake.calls.length = 0;
  fake.lock = true;
  Window.all = [];
  standIn();
});
afterEach(() => {
  process.argv = argv;
  // What the shell hung on this process; the first ones are the test runner's own.
  for (const [event, own] of listeners)
    for (const listener of process.listeners(event).slice(own)) process.off(event, listener);
  rmSync(folder, { recursive: true, force: true });
});

describe('the shell', () => {
  it('does what must come before ready before it, and each thing in order', async () => {
    await start();
    expect(fake.calls).toEqual([
      'path userData',
      'path sessionData',
      'sandbox',
      'scheme',
      'lock',
      'ready',
      'serve plumbline',
      'permissions',
      'menu',
      'window',
      'load plumbline://app/',
      'engine',
    ]);
  });

  it('opens nothing of the user where another instance has the lock', async () => {
    fake.lock = false;
    await start();
    expect(app.quit).toHaveBeenCalledOnce();
    expect(fake.calls).not.toContain('ready');
    expect(existsSync(join(folder, 'profile'))).toBe(false);
  });

  it('opens the workspace of the command line and remembers it once it is open', async () => {
    const { child } = await start();
    const target = { folder: join(folder, 'jobs'), readOnly: false };
    expect(child.posted).toEqual([[{ type: 'open', target }, []]]);
    expect(existsSync(settingsFile())).toBe(false);
    child.emit('message', { type: 'ready' });
    expect(JSON.parse(readFileSync(settingsFile(), 'utf8')).lastWorkspace).toBe(target.folder);
  });

  it('answers exactly these channels', async () => {
    await start();
    expect([...handlers.keys()].sort()).toEqual(['dialog:files', 'dialog:folder']);
    expect(ipc.eventNames()).toEqual(['engine:request']);
  });

  it('gives a page that asks its port, and tells it how the engine is', async () => {
    const { window, child } = await start();
    child.emit('message', { type: 'ready' });
    ipc.emit('engine:request', trusted(window));
    expect(child.posted.at(-1)).toEqual([{ type: 'connect' }, ['engine end']]);
    expect(window.webContents.posted).toEqual([['engine:port', null, ['page end']]]);
    expect(window.webContents.sent.at(-1)).toEqual(['engine:state', { state: 'ready' }]);
    ipc.emit('engine:request', { ...trusted(window), senderFrame: null });
    expect(window.webContents.posted).toHaveLength(1);
  });

  it('tells the page of a crash, and the user of a workspace that cannot be opened', async () => {
    const { window, child } = await start();
    child.emit('exit', 139);
    expect(window.webContents.sent.at(-1)).toEqual([
      'engine:state',
      { state: 'restarting', milliseconds: 250, reason: 'exit code 139' },
    ]);
    await vi.waitFor(() => expect(children).toHaveLength(2));
    children[1]?.emit('message', { type: 'failed', code: 'DAMAGED', message: 'Broken.' });
    const { showMessageBox } = fake.electron.dialog as { showMessageBox: unknown };
    expect(showMessageBox).toHaveBeenCalledWith(
      window,
      expect.objectContaining({ detail: 'Broken.' }),
    );
  });

  it('comes to the front for a second instance, and opens the folder that it was given', async () => {
    const { window, child } = await start();
    app.emit('second-instance', {}, [], '/', { workspace: '/data/other' });
    expect(window.focused).toBe(1);
    expect(child.posted.at(-1)).toEqual([{ type: 'switch', folder: '/data/other' }, []]);
    child.emit('message', { type: 'workspace', folder: '/data/other', asked: true });
    expect(window.webContents.sent.at(-1)).toEqual(['menu:command', 'workspace-changed']);
  });

  it('lets the engine finish before it quits, once', async () => {
    const { child } = await start();
    const event = { preventDefault: vi.fn() };
    app.emit('before-quit', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(child.posted.at(-1)).toEqual([{ type: 'close' }, []]);
    child.emit('message', { type: 'closed' });
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
    app.emit('before-quit', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('remembers where its window was', async () => {
    const { window } = await start();
    window.emit('close');
    expect(JSON.parse(readFileSync(settingsFile(), 'utf8'))).toMatchObject({
      window: { x: 1, y: 2, width: 1000, height: 700 },
      maximized: false,
    });
  });

  it('loads the page again when it crashes', async () => {
    const { window } = await start();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(fake.calls.filter((call) => call === 'load plumbline://app/')).toHaveLength(2);
  });
});
