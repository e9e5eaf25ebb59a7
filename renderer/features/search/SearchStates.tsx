import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FieldFilter } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { describeFilter } from './filters.ts';
import classes from './SearchScreen.module.css';
import { SearchSketch } from './SearchSketch.tsx';
import { sampleQueries } from './search-view.ts';

const SAMPLES = 6;

/** There is nothing to search yet. */
export function NoVersion() {
  return (
    <EmptyState
      picture={<SearchSketch />}
      title="Search needs a version"
      action={
        <Button component="a" href="#/train" variant="filled">
          Train
        </Button>
      }
    >
      A training turns the dictionary and the judgments into something that can be searched, with a
      probability for each hit.
    </EmptyState>
  );
}

interface TryProps {
  collection: string;
  onTry(text: string): void;
}

/** Nothing is typed yet: a few texts of this dictionary to try. */
export function NoQuery({ collection, onTry }: TryProps) {
  const { data } = useQuery(
    engine.data.entries.queryOptions({ input: { limit: 300, collection } }),
  );
  const samples = sampleQueries(data?.rows ?? [], SAMPLES);
  return (
    <EmptyState
      picture={<SearchSketch />}
      title="Type a text as somebody would write it"
      action={
        samples.length > 0 && (
          <span className={classes.samples}>
            {samples.map((text) => (
              <button key={text} type="button" onClick={() => onTry(text)}>
                {text}
              </button>
            ))}
          </span>
        )
      }
    >
      Typing errors and abbreviations are welcome. What you judge right or wrong goes into the
      ledger and teaches the next version.
    </EmptyState>
  );
}

/** No id is typed yet: a few entries to try. */
export function NoKey({ collection, onTry }: TryProps) {
  const { data } = useQuery(
    engine.data.entries.queryOptions({ input: { limit: SAMPLES, collection } }),
  );
  return (
    <EmptyState
      picture={<SearchSketch />}
      title="Which entry do you know?"
      action={
        data && (
          <span className={classes.samples}>
            {data.rows.map(({ key, name }) => (
              <button key={key} type="button" onClick={() => onTry(key)}>
                <code>{key}</code> {name !== key && name}
              </button>
            ))}
          </span>
        )
      }
    >
      Its id, or a word of its name, finds it; then you see which others are like it.
    </EmptyState>
  );
}

/** No entry has the id that is typed, nor a name that holds it. */
export function UnknownKey({ typed }: { typed: string }) {
  return (
    <EmptyState title={`No entry has the id “${shortened(typed)}”`}>
      Ids are written exactly as in the dictionary, and no name holds this either.
    </EmptyState>
  );
}

/** The engine looked and found nothing. */
export function NoResults({ text }: { text: string }) {
  return (
    <EmptyState title={`Nothing comes near “${shortened(text)}”`}>
      No term shares a word or a run of letters with it. If an entry is missing, add it to the
      dictionary; if a word is missing, judge a query that uses it.
    </EmptyState>
  );
}

/** Said above, for every screen: here only that it is not the text's fault. */
export function NoEngine() {
  return (
    <EmptyState title="The engine is not there">
      What you typed is kept, and is searched for as soon as the engine answers again.
    </EmptyState>
  );
}

interface AdmittedProps {
  filters: readonly FieldFilter[];
  entries: number;
  onRemove(): void;
}

/** The filters leave no entry to search. */
export function NothingAdmitted({ filters, entries, onRemove }: AdmittedProps) {
  return (
    <EmptyState
      title="No entry is admitted"
      action={
        <Button onClick={onRemove}>Remove the {filters.length > 1 ? 'filters' : 'filter'}</Button>
      }
    >
      All {formatQuantity(entries, 'entry', 'entries')} are left out by{' '}
      {filters.map(describeFilter).join(', and ')}.
    </EmptyState>
  );
}

const LONGEST = 120;

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
