import {
  IconChartBar,
  IconChartDots3,
  IconColumns2,
  IconDatabase,
  IconFileText,
  IconSearch,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { ScreenId } from './route.ts';

export interface Screen {
  id: ScreenId;
  label: string;
  /** For the palette: what it is for. */
  purpose: string;
  Icon: TablerIcon;
  View: LazyExoticComponent<ComponentType>;
}

/** The screens in the order of the rail; Ctrl/Cmd and their place opens them. */
export const screens: readonly Screen[] = [
  {
    id: 'data',
    label: 'Data',
    purpose: 'Bring in files, look at entries and judgments',
    Icon: IconDatabase,
    View: lazy(async () => ({
      default: (await import('#renderer/features/data/DataScreen.tsx')).DataScreen,
    })),
  },
  {
    id: 'train',
    label: 'Train',
    purpose: 'Make a version and follow its stages',
    Icon: IconChartDots3,
    View: lazy(async () => ({
      default: (await import('#renderer/features/train/TrainScreen.tsx')).TrainScreen,
    })),
  },
  {
    id: 'search',
    label: 'Search',
    purpose: 'Try the version in use and judge what it finds',
    Icon: IconSearch,
    View: lazy(async () => ({
      default: (await import('#renderer/features/search/SearchScreen.tsx')).SearchScreen,
    })),
  },
  {
    id: 'match',
    label: 'Match',
    purpose: 'Match a whole table of names, correct it and export it',
    Icon: IconColumns2,
    View: lazy(async () => ({
      default: (await import('#renderer/features/match/MatchScreen.tsx')).MatchScreen,
    })),
  },
  {
    id: 'evaluate',
    label: 'Evaluate',
    purpose: 'Metrics across versions, calibration and bands',
    Icon: IconChartBar,
    View: lazy(async () => ({
      default: (await import('#renderer/features/evaluate/EvaluateScreen.tsx')).EvaluateScreen,
    })),
  },
];

/** What is reached from the rail's foot. */
export const settingsScreen: Screen = {
  id: 'settings',
  label: 'Settings',
  purpose: 'Models, devices, the embedding cache, privacy',
  Icon: IconSettings,
  View: lazy(async () => ({
    default: (await import('#renderer/features/settings/SettingsScreen.tsx')).SettingsScreen,
  })),
};

/** What is reached from results, tables and the palette, for one entry at a time. */
const entryScreen: Screen = {
  id: 'entry',
  label: 'Entry',
  purpose: 'Everything about one entry',
  Icon: IconFileText,
  View: lazy(async () => ({
    default: (await import('#renderer/features/entry/EntryScreen.tsx')).EntryScreen,
  })),
};

export const allScreens: readonly Screen[] = [...screens, settingsScreen, entryScreen];
