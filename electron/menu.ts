import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#core/contract/desktop-bridge.ts';

export interface MenuOptions {
  platform: NodeJS.Platform;
  /** Reload and developer tools exist only in a checkout. */
  development: boolean;
  send(command: MenuCommand): void;
  showAbout(): void;
  showLogs(): void;
}

const SCREENS = ['data', 'train', 'search', 'match', 'review', 'evaluate', 'versions'] as const;

/** The application menu. Every item that asks the page for something has the command as its id. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [macAppMenu(options)] : []),
    fileMenu(options, mac),
    { role: 'editMenu' },
    viewMenu(options),
    { role: 'windowMenu' },
    helpMenu(options, mac),
  ];
}

function fileMenu(options: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      command(options, 'new-workspace', '&New workspace…', 'CmdOrCtrl+N'),
      command(options, 'open-workspace', '&Open workspace…', 'CmdOrCtrl+O'),
      { type: 'separator' },
      command(options, 'add-files', '&Add files…', 'CmdOrCtrl+Shift+O'),
      { type: 'separator' },
      // On a Mac the application menu has it.
      ...(mac ? [] : ([settings(options), { type: 'separator' }] as const)),
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

/** What Electron's own application menu has, with Settings where a Mac looks for it. */
function macAppMenu(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: 'Plumbline',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings(options),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function settings(options: MenuOptions): MenuItemConstructorOptions {
  return pageKey(command(options, 'screen:settings', '&Settings…', 'CmdOrCtrl+,'));
}

function viewMenu(options: MenuOptions): MenuItemConstructorOptions {
  const screens = SCREENS.map((screen, index) =>
    pageKey(command(options, `screen:${screen}`, capitalised(screen), `CmdOrCtrl+${index + 1}`)),
  );
  const developer: MenuItemConstructorOptions[] = options.development
    ? [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }]
    : [];
  return {
    label: '&View',
    submenu: [
      ...screens,
      { type: 'separator' },
      pageKey(command(options, 'palette', 'Command &palette…', 'CmdOrCtrl+K')),
      { type: 'separator' },
      ...developer,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}

function helpMenu(options: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  const logs: MenuItemConstructorOptions = {
    id: 'logs',
    label: 'Show &logs',
    click: () => options.showLogs(),
  };
  const about: MenuItemConstructorOptions = {
    id: 'about',
    label: '&About Plumbline',
    click: () => options.showAbout(),
  };
  // On a Mac the application menu has it.
  return { role: 'help', submenu: mac ? [logs] : [logs, { type: 'separator' }, about] };
}

function command(
  options: MenuOptions,
  id: MenuCommand,
  label: string,
  accelerator: string,
): MenuItemConstructorOptions {
  return { id, label, accelerator, click: () => options.send(id) };
}

/** The page listens for this key itself; the menu only shows it (a Mac's menu always takes it). */
function pageKey(item: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return { ...item, registerAccelerator: false };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
