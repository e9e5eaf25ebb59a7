import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EntryRow } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import classes from './SearchScreen.module.css';
import { SearchSketch } from './SearchSketch.tsx';
import { sampleQueries } from './search-view.ts';

const SAMPLES = 6;
const SUGGESTIONS = 8;

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

/** Nothing is typed yet: a few texts of this dictionary to try. */
export function NoQuery({ onTry }: { onTry(text: string): void }) {
  const { data } = useQuery(engine.data.entries.queryOptions({ input: { limit: 300 } }));
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

interface UnknownKeyProps {
  typed: string;
  /** Entries that hold what is typed. */
  near: readonly EntryRow[];
  onTry(key: string): void;
}

/** No entry has the id that is typed: those that come near. */
export function UnknownKey({ typed, near, onTry }: UnknownKeyProps) {
  const suggestions = near.slice(0, SUGGESTIONS);
  return (
    <EmptyState
      title={`No entry has the id “${typed}”`}
      action={
        suggestions.length > 0 && (
          <span className={classes.samples}>
            {suggestions.map(({ key, name }) => (
              <button key={key} type="button" onClick={() => onTry(key)}>
                <code>{key}</code> {name !== key && name}
              </button>
            ))}
          </span>
        )
      }
    >
      {suggestions.length > 0
        ? 'These hold what you typed.'
        : 'Ids are written exactly as in the dictionary.'}
    </EmptyState>
  );
}

/** The engine looked and found nothing. */
export function NoResults({ text }: { text: string }) {
  return (
    <EmptyState title={`Nothing comes near “${text}”`}>
      No term shares a meaning or letters with it. If an entry is missing, add it to the dictionary;
      if a word is missing, judge a query that uses it.
    </EmptyState>
  );
}
