import type { MantineColorScheme } from '@mantine/core';
import { chooseFiles } from '#renderer/features/data/choose-files.ts';
import { navigate } from './navigate.ts';
import { screens } from './screens.tsx';
import { showWorkspaceForm } from './workspace-form.ts';

export interface Command {
  /** The name that the application menu sends. */
  id: string;
  label: string;
  hint: string;
  run(): void;
}

/** Everything that can be done from the palette and the application menu. */
export function commands(setColourScheme: (scheme: MantineColorScheme) => void): Command[] {
  const theme = (id: MantineColorScheme, label: string): Command => ({
    id: `theme-${id}`,
    label,
    hint: 'Appearance',
    run: () => setColourScheme(id),
  });
  return [
    ...screens.map(({ id, label, purpose }) => ({
      id: `screen-${id}`,
      label,
      hint: purpose,
      run: () => navigate(id),
    })),
    { id: 'add-files', label: 'Add files…', hint: 'A dictionary or feedback', run: addFiles },
    {
      id: 'new-workspace',
      label: 'New workspace…',
      hint: 'Start in a new folder',
      run: () => showWorkspaceForm('create'),
    },
    {
      id: 'open-workspace',
      label: 'Open workspace…',
      hint: 'Another folder',
      run: () => showWorkspaceForm('open'),
    },
    theme('auto', 'Appearance: as the system'),
    theme('light', 'Appearance: light'),
    theme('dark', 'Appearance: dark'),
  ];
}

function addFiles(): void {
  navigate('data');
  void chooseFiles();
}
