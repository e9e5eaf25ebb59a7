import { useMantineColorScheme } from '@mantine/core';
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { MenuCommand } from '#core/contract/desktop-bridge.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { type CommandId, commands } from './commands.ts';
import { navigate } from './navigate.ts';
import { screens, settingsScreen } from './screens.tsx';

const SCREEN_KEYS: HotkeyItem[] = [
  ...screens.map(({ id }, index): HotkeyItem => [`mod+${index + 1}`, () => navigate(id)]),
  ['mod+,', () => navigate(settingsScreen.id)],
];

/** Ctrl/Cmd and a number opens a screen, with a comma Settings, and the application menu of the desktop app runs commands. */
export function useCommands(): void {
  const { setColorScheme } = useMantineColorScheme();
  const cache = useQueryClient();
  useHotkeys(SCREEN_KEYS, []);
  useEffect(() => {
    const run = (id: CommandId) => {
      commands(setColorScheme)
        .find((command) => command.id === id)
        ?.run();
    };
    // Whatever the menu can send and is not named here has to be a command of the palette: the types see to that.
    const obey = (id: MenuCommand) => {
      if (id === 'workspace-changed') void cache.resetQueries();
      else if (id === 'palette') spotlight.open();
      else run(id);
    };
    return desktopBridge()?.onMenu(obey);
  }, [setColorScheme, cache]);
}
