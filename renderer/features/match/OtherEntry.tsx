import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MatchedRow } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import classes from './RowInspector.module.css';
import { choiceOf, type Decision } from './row-view.ts';

const SHOWN = 6;
const TYPING_PAUSE = 120;

interface Props {
  row: MatchedRow;
  collection: string;
  onDecide(decision: Decision, name?: string): void;
}

/** An entry that is not among the candidates, found by its key or a term. */
export function OtherEntry({ row, collection, onDecide }: Props) {
  const [typed, setTyped] = useState('');
  const [filter] = useDebouncedValue(typed.trim(), TYPING_PAUSE);
  const { data } = useQuery(
    engine.data.entries.queryOptions({
      input: { filter, limit: SHOWN, collection },
      enabled: filter.length > 1,
      placeholderData: keepPreviousData,
    }),
  );
  const entries = filter.length > 1 ? (data?.rows ?? []) : [];
  return (
    <section className={classes.other} aria-label="Another entry">
      <TextInput
        size="xs"
        type="search"
        label="Another entry"
        placeholder="By its name, a term or its key"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul>
        {entries.map(({ key, name }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                const decision = choiceOf(key, row);
                if (decision) onDecide(decision, name);
                setTyped('');
              }}
            >
              <span title={name}>{name}</span>
              {key !== name && <KeyText value={key} limit={16} />}
            </button>
          </li>
        ))}
      </ul>
      {filter.length > 1 && data?.total === 0 && (
        <p className={classes.dim}>No entry holds “{filter}”.</p>
      )}
    </section>
  );
}
