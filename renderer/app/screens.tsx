import {
  IconChartBar,
  IconChartDots3,
  IconChecks,
  IconColumns2,
  IconDatabase,
  IconFileText,
  IconGitBranch,
  IconHeartRateMonitor,
  IconHistory,
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
  /** Fetches the screen's code, once. */
  load(): Promise<unknown>;
}

function onDemand(load: () => Promise<{ default: ComponentType }>): Pick<Screen, 'View' | 'load'> {
  return { View: lazy(load), load };
}

/** The screens in the order of the rail; Ctrl/Cmd and their place opens them. */
export const screens: readonly Screen[] = [
  {
    id: 'data',
    label: 'Data',
    purpose: 'Bring in files, look at entries and judgments',
    Icon: IconDatabase,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/data/DataScreen.tsx')).DataScreen,
    })),
  },
  {
    id: 'train',
    label: 'Train',
    purpose: 'Make a version and follow its stages',
    Icon: IconChartDots3,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/train/TrainScreen.tsx')).TrainScreen,
    })),
  },
  {
    id: 'search',
    label: 'Search',
    purpose: 'Try the version in use and judge what it finds',
    Icon: IconSearch,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/search/SearchScreen.tsx')).SearchScreen,
    })),
  },
  {
    id: 'match',
    label: 'Match',
    purpose: 'Match a whole table of names, correct it and export it',
    Icon: IconColumns2,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/match/MatchScreen.tsx')).MatchScreen,
    })),
  },
  {
    id: 'review',
    label: 'Review',
    purpose: 'Judge the pairs that would teach most, and settle what reviewers disagree on',
    Icon: IconChecks,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/review/ReviewScreen.tsx')).ReviewScreen,
    })),
  },
  {
    id: 'evaluate',
    label: 'Evaluate',
    purpose: 'Metrics across versions, calibration and bands',
    Icon: IconChartBar,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/evaluate/EvaluateScreen.tsx')).EvaluateScreen,
    })),
  },
  {
    id: 'versions',
    label: 'Versions',
    purpose: 'What trainings made, and which of it is in use',
    Icon: IconGitBranch,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/versions/VersionsScreen.tsx')).VersionsScreen,
    })),
  },
];

/** What is reached from the rail's foot. */
export const settingsScreen: Screen = {
  id: 'settings',
  label: 'Settings',
  purpose: 'Models, devices, the embedding cache, privacy',
  Icon: IconSettings,
  ...onDemand(async () => ({
    default: (await import('#renderer/features/settings/SettingsScreen.tsx')).SettingsScreen,
  })),
};

/** The screens at the rail's foot, above Settings; the palette opens them too. */
export const footScreens: readonly Screen[] = [
  {
    id: 'runs',
    label: 'Runs',
    purpose: 'What ran, with its parameters, measures, log and time',
    Icon: IconHistory,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/runs/RunsScreen.tsx')).RunsScreen,
    })),
  },
  {
    id: 'monitor',
    label: 'Monitor',
    purpose: 'How searches go day by day, and whether they drift',
    Icon: IconHeartRateMonitor,
    ...onDemand(async () => ({
      default: (await import('#renderer/features/monitor/MonitorScreen.tsx')).MonitorScreen,
    })),
  },
];

/** What is reached from results, tables and the palette, for one entry at a time. */
const entryScreen: Screen = {
  id: 'entry',
  label: 'Entry',
  purpose: 'Everything about one entry',
  Icon: IconFileText,
  ...onDemand(async () => ({
    default: (await import('#renderer/features/entry/EntryScreen.tsx')).EntryScreen,
  })),
};

export const allScreens: readonly Screen[] = [
  ...screens,
  ...footScreens,
  settingsScreen,
  entryScreen,
];

/** Fetches the code of all screens, so that they open at once, also while the engine is away. */
export async function loadScreens(): Promise<void> {
  // One that fails here is fetched again when it is opened, where its error has a place.
  await Promise.allSettled(allScreens.map(({ load }) => load()));
}
