import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntryRow } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { engine } from '#renderer/api/client.ts';
import { useCollections, useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { versionCommands } from '#renderer/features/versions/version-commands.ts';
import { commands } from './commands.ts';
import { navigate } from './navigate.ts';
import classes from './Palette.module.css';
import { entryParams } from './route.ts';

const SHOWN_ENTRIES = 8;
const NO_ENTRIES: FoundEntry[] = [];

/** Ctrl/Cmd+K: commands, and the entries whose key or terms hold what is typed. */
export function Palette() {
  const [query, setQuery] = useState('');
  const { setColorScheme } = useMantineColorScheme();
  const entries = useEntries(query.trim());
  const typed = query.trim();
  const versions = useVersions().data ?? [];
  const offered = [...commands(setColorScheme), ...versionCommands(versions, typed)];
  const groups = [
    toGroup('Commands', matching(offered, query), (command) => ({
      id: command.label,
      label: command.label,
      description: command.hint,
      onClick: command.run,
    })),
    toGroup('Search', typed ? [typed] : [], (text) => ({
      id: 'search-for',
      label: `Search for “${text}”`,
      onClick: () => navigate('search', { q: text }),
    })),
    toGroup('Entries', entries, ({ key, name, collection }) => ({
      id: `${collection} ${key}`,
      label: name,
      // A key that is the name itself would only say it twice.
      description: [key === name ? '' : key, collection === CANONICAL ? '' : collection]
        .filter(Boolean)
        .join(', '),
      onClick: () => navigate('entry', { ...entryParams(key, collection) }),
    })),
  ].filter((group) => group.actions.length > 0);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      // Everything given matches already; the built-in filter would drop entries that match by a term.
      filter={(_query, actions) => actions}
      nothingFound="Nothing by that name"
      shortcut="mod + K"
      // Also from the search box, where people are when they want it.
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      size={560}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Commands and entries' } }}
      classNames={classes}
      searchProps={{
        leftSection: <IconSearch size={16} stroke={1.8} />,
        placeholder: 'Search commands and entries',
        'aria-label': 'Search commands and entries',
      }}
    />
  );
}

interface FoundEntry extends EntryRow {
  collection: string;
}

/** Entries of every collection, the canonical one's first. */
function useEntries(filter: string): FoundEntry[] {
  const hasWorkspace = useWorkspace().data !== undefined;
  const enabled = hasWorkspace && filter.length > 1;
  const others = useCollections(enabled).map(({ name }) => name);
  const names = [CANONICAL, ...others.filter((name) => name !== CANONICAL)];
  // Each collection gets its share, or a large one would hide the others.
  const limit = Math.ceil(SHOWN_ENTRIES / names.length);
  const found = useQueries({
    queries: names.map((collection) =>
      engine.data.entries.queryOptions({
        input: { filter, limit, collection },
        enabled,
        placeholderData: keepPreviousData,
      }),
    ),
  });
  if (!enabled) return NO_ENTRIES;
  return names.flatMap((collection, index) =>
    (found[index]?.data?.rows ?? []).map((row) => ({ ...row, collection })),
  );
}

function matching<Offered extends { label: string; hint: string }>(
  all: Offered[],
  query: string,
): Offered[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ label, hint }) =>
    words.every((word) => `${label} ${hint}`.toLowerCase().includes(word)),
  );
}

function toGroup<Item>(
  group: string,
  items: Item[],
  toAction: (item: Item) => SpotlightActionGroupData['actions'][number],
): SpotlightActionGroupData {
  return { group, actions: items.map(toAction) };
}
