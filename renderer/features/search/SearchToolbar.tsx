import { NativeSelect } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import type { CollectionSummary, EntryRow } from '#core/contract/index.ts';
import { entryAddress } from '#renderer/app/route.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { FilterBar } from './FilterBar.tsx';
import classes from './SearchToolbar.module.css';
import type { SearchBy, SearchState } from './search-params.ts';
import type { Answer } from './use-search.ts';
import type { SearchControls } from './use-search-state.ts';

interface Props {
  controls: SearchControls;
  collections: readonly CollectionSummary[];
  answer: Answer | undefined;
  /** The entry whose id is in the box. */
  known: EntryRow | null;
  /** Another kind of search was chosen: there is something new to type. */
  onAnew(): void;
}

const BY = [
  { value: 'text', label: 'Text' },
  { value: 'key', label: 'By id' },
] as const;

/** What to search with, where, and which entries count. Choices that mean nothing here are not shown. */
export function SearchToolbar({ controls, collections, answer, known, onAnew }: Props) {
  const { state, change } = controls;
  const anew = (next: Partial<SearchState>) => {
    change({ text: '', ...next });
    onAnew();
  };
  const several = collections.length > 1;
  return (
    <div className={classes.toolbar}>
      <div className={classes.left}>
        {state.by === 'key' && known && known.name !== known.key && (
          <span className={classes.like}>
            Like{' '}
            <a href={entryAddress(known.key, state.from)} title="Open the entry">
              {known.name}
            </a>
          </span>
        )}
        <FilterBar
          // The fields of another collection are others.
          key={state.in}
          collection={collections.find(({ name }) => name === state.in)}
          filters={state.filters}
          answer={answer}
          onChange={(filters, how) => change({ filters }, how)}
        />
      </div>
      <div className={classes.right}>
        {several && state.by === 'key' && (
          <CollectionChoice
            label="Like one of"
            value={state.from}
            collections={collections}
            onChange={(from) => anew({ from })}
          />
        )}
        {several && (
          <CollectionChoice
            label="in"
            value={state.in}
            collections={collections}
            mustBeIndexed
            onChange={(where) => change({ in: where, filters: [] })}
          />
        )}
        <Segments<SearchBy>
          label="Search by"
          value={state.by}
          options={BY}
          onChange={(by) => anew({ by })}
        />
      </div>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  collections: readonly CollectionSummary[];
  /** Only those that the version has an index of can be searched. */
  mustBeIndexed?: boolean;
  onChange(name: string): void;
}

function CollectionChoice({ label, value, collections, mustBeIndexed, onChange }: ChoiceProps) {
  const id = useId();
  const options = collections.map(({ name, indexed }) => {
    const missing = mustBeIndexed === true && !indexed;
    return {
      value: name,
      label: missing ? `${name} (train to search it)` : name,
      disabled: missing,
    };
  });
  const listed = collections.some(({ name }) => name === value);
  return (
    <div className={classes.choice}>
      <label htmlFor={id}>{label}</label>
      <NativeSelect
        id={id}
        size="xs"
        value={value}
        rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden="true" />}
        data={listed ? options : [...options, value]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
