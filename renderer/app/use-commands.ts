import { useMantineColorScheme } from '@mantine/core';
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { commands } from './commands.ts';
import { navigate } from './navigate.ts';
import { screens } from './screens.tsx';

const NUMBER_KEYS: HotkeyItem[] = screens.map(({ id }, index) => [
  `mod+${index + 1}`,
  () => navigate(id),
]);

/** Ctrl/Cmd and a number opens a screen, and the application menu of the desktop app runs commands. */
export function useCommands(): void {
  const { setColorScheme } = useMantineColorScheme();
  const cache = useQueryClient();
  useHotkeys(NUMBER_KEYS, []);
  useEffect(
    () =>
      desktopBridge()?.onMenu((id) => {
        if (id === 'workspace-changed') void cache.resetQueries();
        const chosen = commands(setColorScheme).find((command) => command.id === id);
        chosen?.run();
      }),
    [setColorScheme, cache],
  );
}
