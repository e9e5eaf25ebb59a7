import { Button } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { MatchedRow } from '#core/contract/index.ts';
import { entryAddress } from '#renderer/app/route.ts';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { formatProbability } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { Waterfall } from '../search/Waterfall.tsx';
import classes from './RowInspector.module.css';
import { chosenHow } from './row-view.ts';

interface Props {
  hit: MatchedRow['hits'][number];
  /** From 1; its digit chooses it. */
  place: number;
  row: MatchedRow;
  collection: string;
  /** Its evidence is shown. */
  open: boolean;
  readOnly: boolean;
  onToggle(): void;
  onChoose(): void;
}

/** One of a row's candidates; its evidence opens below it. */
export function Candidate(props: Props) {
  const { hit, place, row, collection, open, readOnly, onToggle, onChoose } = props;
  const evidence = useId();
  const how = chosenHow(hit.key, row);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.candidate} data-chosen={how !== null || undefined}>
      <div className={classes.head}>
        {place <= 9 && <Kbd>{`${place}`}</Kbd>}
        <button
          type="button"
          className={classes.name}
          aria-expanded={open}
          aria-controls={open ? evidence : undefined}
          onClick={onToggle}
        >
          <b title={`${hit.name}, ${hit.key}`}>{hit.name}</b>
          <Chevron size={14} stroke={2} aria-hidden="true" />
        </button>
        {hit.probability !== null && (
          <span className={classes.probability}>{formatProbability(hit.probability)}</span>
        )}
        {hit.band && <BandChip band={hit.band} />}
      </div>
      <div className={classes.facts}>
        <span className={classes.term} title={hit.term}>
          {hit.term}
        </span>
        {how && (
          <span className={classes.how}>
            <IconCheck size={13} stroke={2.4} aria-hidden="true" /> {how}
          </span>
        )}
        {!readOnly && how !== 'your choice' && (
          <Button size="compact-xs" aria-label={`Choose ${hit.name}`} onClick={onChoose}>
            {how ? 'Accept' : 'Choose'}
          </Button>
        )}
      </div>
      {open && (
        <div id={evidence} className={classes.evidence}>
          <p className={classes.about}>
            {hit.key !== hit.name && <CopyableKey value={hit.key} limit={30} />}
            <a className={classes.link} href={entryAddress(hit.key, collection)}>
              Everything about this entry
            </a>
          </p>
          {hit.contributions.length > 0 ? (
            <Waterfall contributions={hit.contributions} />
          ) : (
            <p className={classes.dim}>
              This version has no match model: candidates are ordered by their place in the semantic
              and the lexical list.
            </p>
          )}
        </div>
      )}
    </li>
  );
}
