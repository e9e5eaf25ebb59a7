import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MatchedRow } from '#core/contract/index.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Candidate } from './Candidate.tsx';
import { OtherEntry } from './OtherEntry.tsx';
import classes from './RowInspector.module.css';
import { choiceOf, type Decision, isDecided } from './row-view.ts';

interface Props {
  row: MatchedRow;
  /** Whose entries stand for rows. */
  collection: string;
  readOnly: boolean;
  onDecide(decision: Decision, name?: string): void;
}

/** A row's candidates, why each stands where it stands, and how to decide otherwise. */
export function RowInspector({ row, collection, readOnly, onDecide }: Props) {
  const { hits, chosen } = row;
  const first = hits.find(({ key }) => key === chosen?.key) ?? hits[0];
  const [openKey, setOpenKey] = useState(first?.key ?? null);
  const elsewhere = chosen && !hits.some(({ key }) => key === chosen.key) ? chosen : null;
  return (
    <>
      <header className={classes.header}>
        <p>Row {formatCount(row.row)}</p>
        <h2 title={row.text}>{row.text || 'An empty text'}</h2>
      </header>
      {elsewhere && (
        <p className={classes.elsewhere}>
          You chose <b>{elsewhere.name}</b>, which is not among the candidates.
        </p>
      )}
      {hits.length === 0 && (
        <p className={classes.dim}>No entry shares a word or a run of letters with this text.</p>
      )}
      <ol className={classes.list}>
        {hits.map((hit, index) => (
          <Candidate
            key={hit.key}
            hit={hit}
            place={index + 1}
            row={row}
            collection={collection}
            open={openKey === hit.key}
            readOnly={readOnly}
            onToggle={() => setOpenKey(openKey === hit.key ? null : hit.key)}
            onChoose={() => {
              const decision = choiceOf(hit.key, row);
              if (decision) onDecide(decision);
            }}
          />
        ))}
      </ol>
      {!readOnly && (
        <div className={classes.decide}>
          <Button
            disabled={row.rejected}
            rightSection={<Kbd>0</Kbd>}
            onClick={() => onDecide({ none: true })}
          >
            {row.rejected ? 'None of these: your decision' : 'None of these'}
          </Button>
          {isDecided(row) && (
            <Button rightSection={<Kbd>U</Kbd>} onClick={() => onDecide({ undo: true })}>
              Undo
            </Button>
          )}
        </div>
      )}
      {!readOnly && <OtherEntry row={row} collection={collection} onDecide={onDecide} />}
      {row.text.trim() && (
        <a
          className={classes.search}
          href={formatRoute({ screen: 'search', params: { q: row.text } })}
        >
          Search for this text
        </a>
      )}
    </>
  );
}
