import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { MENU_COMMANDS } from '#core/contract/desktop-bridge.ts';
import { type MenuOptions, menuTemplate } from './menu.ts';

function build(change: Partial<MenuOptions> = {}) {
  const options: MenuOptions = {
    platform: 'linux',
    development: false,
    send: vi.fn(),
    showAbout: vi.fn(),
    showLogs: vi.fn(),
    ...change,
  };
  return { options, items: flatten(menuTemplate(options)) };
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) =>
    Array.isArray(item.submenu) ? [item, ...flatten(item.submenu)] : [item],
  );
}

const click = (item: MenuItemConstructorOptions | undefined) =>
  item?.click?.({} as never, undefined, {} as never);

describe('menuTemplate', () => {
  it('has an item for every command that the page knows, and sends it', () => {
    const { items, options } = build();
    const commands = MENU_COMMANDS.filter((name) => name !== 'workspace-changed');
    for (const name of commands) click(items.find(({ id }) => id === name));
    expect(vi.mocked(options.send).mock.calls.map(([name]) => name)).toEqual(commands);
    expect(commands).toHaveLength(12);
  });

  it('gives the screens Ctrl+1 to Ctrl+7, and no key twice', () => {
    const { items } = build();
    const keyOf = (id: string) => items.find((item) => item.id === id)?.accelerator;
    const screens = ['data', 'train', 'search', 'match', 'review', 'evaluate', 'versions'];
    expect(screens.map((name) => keyOf(`screen:${name}`))).toEqual([
      'CmdOrCtrl+1',
      'CmdOrCtrl+2',
      'CmdOrCtrl+3',
      'CmdOrCtrl+4',
      'CmdOrCtrl+5',
      'CmdOrCtrl+6',
      'CmdOrCtrl+7',
    ]);
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leaves the keys of the page to the page', () => {
    const own = build().items.filter((item) => item.registerAccelerator === false);
    expect(own.map(({ accelerator }) => accelerator)).toEqual([
      'CmdOrCtrl+,',
      'CmdOrCtrl+1',
      'CmdOrCtrl+2',
      'CmdOrCtrl+3',
      'CmdOrCtrl+4',
      'CmdOrCtrl+5',
      'CmdOrCtrl+6',
      'CmdOrCtrl+7',
      'CmdOrCtrl+K',
    ]);
  });

  it('reloads and debugs in a checkout only', () => {
    const roles = (development: boolean) => build({ development }).items.map(({ role }) => role);
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
  });

  it('ends the app from the File menu, and from the application menu on a Mac', () => {
    const roles = (platform: NodeJS.Platform) => build({ platform }).items.map(({ role }) => role);
    expect(roles('linux')).toContain('quit');
    expect(roles('linux')).not.toContain('services');
    expect(roles('darwin').filter((role) => role === 'quit')).toHaveLength(1);
  });

  it('has Settings in the File menu, and in the application menu on a Mac', () => {
    const menuOfSettings = (platform: NodeJS.Platform) => {
      const { options } = build({ platform });
      const menu = menuTemplate(options).find(({ submenu }) =>
        flatten(Array.isArray(submenu) ? submenu : []).some(({ id }) => id === 'screen:settings'),
      );
      return menu?.label;
    };
    expect(menuOfSettings('linux')).toBe('&File');
    expect(menuOfSettings('darwin')).toBe('Plumbline');
  });

  it('shows the logs and says what it is', () => {
    const { items, options } = build();
    click(items.find(({ id }) => id === 'logs'));
    click(items.find(({ id }) => id === 'about'));
    expect(options.showLogs).toHaveBeenCalledOnce();
    expect(options.showAbout).toHaveBeenCalledOnce();
  });
});
