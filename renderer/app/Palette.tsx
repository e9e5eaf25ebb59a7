import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntryRow } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { type Command, commands } from './commands.ts';
import { navigate } from './navigate.ts';
import classes from './Palette.module.css';

const SHOWN_ENTRIES = 6;
const NO_ENTRIES: EntryRow[] = [];

/** Ctrl/Cmd+K: commands, and the entries whose key or terms hold what is typed. */
export function Palette() {
  const [query, setQuery] = useState('');
  const { setColorScheme } = useMantineColorScheme();
  const entries = useEntries(query.trim());
  const typed = query.trim();
  const groups = [
    toGroup('Commands', matching(commands(setColorScheme), query), (command) => ({
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
    toGroup('Entries', entries, (entry) => ({
      id: entry.key,
      label: entry.name,
      description: `${entry.key}, search by its terms`,
      onClick: () => navigate('search', { q: entry.key, by: 'key' }),
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

function useEntries(filter: string): EntryRow[] {
  const hasWorkspace = useWorkspace().data !== undefined;
  const { data } = useQuery(
    engine.data.entries.queryOptions({
      input: { filter, limit: SHOWN_ENTRIES },
      enabled: hasWorkspace && filter.length > 1,
      placeholderData: keepPreviousData,
    }),
  );
  return filter.length > 1 ? (data?.rows ?? NO_ENTRIES) : NO_ENTRIES;
}

function matching(all: Command[], query: string): Command[] {
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
