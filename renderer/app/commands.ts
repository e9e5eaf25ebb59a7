import type { MantineColorScheme } from '@mantine/core';
import { chooseFiles } from '#renderer/features/data/choose-files.ts';
import { navigate } from './navigate.ts';
import type { ScreenId } from './route.ts';
import { footScreens, screens, settingsScreen } from './screens.tsx';
import { showWorkspaceForm } from './workspace-form.ts';

/** Those that the application menu has too are named as it names them. */
export type CommandId =
  | `screen:${ScreenId}`
  | `theme-${MantineColorScheme}`
  | 'add-files'
  | 'add-model'
  | 'new-workspace'
  | 'open-workspace'
  | 'review-disagreements'
  | 'review-suspects'
  | 'runs-failed'
  | 'search-by-id'
  | 'settings-schedule'
  | 'settings-services';

export interface Command {
  id: CommandId;
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
    ...[...screens, ...footScreens, settingsScreen].map(
      ({ id, label, purpose }): Command => ({
        id: `screen:${id}`,
        label,
        hint: purpose,
        run: () => navigate(id),
      }),
    ),
    {
      id: 'search-by-id',
      label: 'Search by id…',
      hint: 'Entries like one that you know',
      run: () => navigate('search', { by: 'key' }),
    },
    {
      id: 'review-disagreements',
      label: 'Settle disagreements…',
      hint: 'Pairs on which two reviewers differ',
      run: () => navigate('review', { show: 'disagreements' }),
    },
    {
      id: 'review-suspects',
      label: 'Check suspicious labels…',
      hint: 'Judgments that the model is confident against',
      run: () => navigate('review', { show: 'suspects' }),
    },
    {
      id: 'runs-failed',
      label: 'Failed runs…',
      hint: 'What went wrong, and what to do',
      run: () => navigate('runs', { status: 'failed' }),
    },
    {
      id: 'settings-services',
      label: 'Services…',
      hint: 'Who is told of a promotion, and where runs are pushed',
      run: () => navigate('settings', { show: 'services' }),
    },
    {
      id: 'settings-schedule',
      label: 'Watch and schedule…',
      hint: 'Files that are looked at, and a daily training',
      run: () => navigate('settings', { show: 'schedule' }),
    },
    {
      id: 'add-model',
      label: 'Add a model…',
      hint: 'From a folder or Hugging Face',
      run: () => navigate('settings', { add: 'model' }),
    },
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
