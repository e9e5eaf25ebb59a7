import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { SearchHit } from '#core/contract/index.ts';
import { engineWords } from '#renderer/ui/format.ts';
import type { GridActions } from './grid-keys.ts';
import { KeyHints } from './KeyHints.tsx';
import { ResultGrid } from './ResultGrid.tsx';
import classes from './SearchScreen.module.css';
import { moreResults } from './search-request.ts';
import { positionWords } from './search-words.ts';
import type { Answer } from './use-search.ts';

interface Props {
  ref: Ref<HTMLTableElement>;
  answer: Answer;
  /** The answer is to an older request. */
  stale: boolean;
  selected: number;
  canJudge: boolean;
  actions: GridActions;
  onMore(k: number): void;
}

/** The hits of an answer, and what the keys do in them. */
export function Results({ ref, answer, stale, selected, canJudge, actions, onMore }: Props) {
  const { results, request, admitted, notice } = answer;
  const k = moreResults(results.length, request.k ?? results.length, admitted);
  return (
    <>
      {notice && (
        <p className={classes.notice}>
          <IconInfoCircle size={15} stroke={1.8} aria-hidden="true" />
          {engineWords(notice)}
        </p>
      )}
      <div className={classes.list}>
        <ResultGrid
          ref={ref}
          results={results}
          selected={selected}
          stale={stale}
          canJudge={canJudge}
          actions={actions}
        />
      </div>
      <footer className={classes.foot}>
        <KeyHints canJudge={canJudge} />
        {k !== null && (
          <Button size="compact-xs" loading={stale} onClick={() => onMore(k)}>
            Show {Math.min(k, admitted)}
          </Button>
        )}
      </footer>
      <Position results={results} selected={selected} />
    </>
  );
}

const QUIET = 250;

/** Says where one stands once typing and walking rest: not every screen reader follows the grid by itself. */
function Position({ results, selected }: { results: readonly SearchHit[]; selected: number }) {
  const [words] = useDebouncedValue(positionWords(results, selected), QUIET);
  return (
    <p className="visually-hidden" role="status" aria-label="Chosen result">
      {words}
    </p>
  );
}
