import { type KeyboardEvent, type Ref, useEffect } from 'react';
import type { SearchHit } from '#core/contract/index.ts';
import { type GridActions, handleKey } from './grid-keys.ts';
import classes from './ResultGrid.module.css';
import { ResultRow } from './ResultRow.tsx';

interface Props {
  ref: Ref<HTMLTableElement>;
  results: readonly SearchHit[];
  selected: number;
  /** Results of an older query are shown while the new ones are on their way. */
  stale: boolean;
  canJudge: boolean;
  actions: GridActions;
}

/** The hits. One stop for the Tab key; arrows move, letters judge. */
export function ResultGrid({ ref, results, selected, stale, canJudge, actions }: Props) {
  useEffect(() => {
    document.getElementById(rowId(selected))?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (handleKey(event.key, results, selected, canJudge, actions)) event.preventDefault();
  };
  // Without a match model nobody has a probability: no column of "none".
  const scored = results.some(({ probability }) => probability !== null);
  return (
    <table
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
      role="grid"
      className={classes.grid}
      data-stale={stale || undefined}
      data-scored={scored || undefined}
      aria-label="Results"
      aria-rowcount={results.length + 1}
      aria-activedescendant={results.length > 0 ? rowId(selected) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <colgroup>
        <col className={classes.rankColumn} />
        <col />
        {scored && <col className={classes.probabilityColumn} />}
        <col className={classes.scoreColumn} />
        <col className={classes.scoreColumn} />
        <col className={classes.verdictColumn} data-judging={canJudge || undefined} />
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">
            <span className="visually-hidden">Rank</span>
          </th>
          <th scope="col">Entry and the term that matched</th>
          {scored && <th scope="col">Probability</th>}
          <th scope="col" title="Cosine of the vectors of the best term">
            Meaning
          </th>
          <th scope="col" title="Cosine of the character n-grams of the best term">
            Letters
          </th>
          <th scope="col">
            <span className="visually-hidden">Verdict</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {results.map((hit, index) => (
          <ResultRow
            key={hit.key}
            id={rowId(index)}
            rank={index + 1}
            hit={hit}
            scored={scored}
            canJudge={canJudge}
            selected={index === selected}
            onSelect={() => actions.select(index)}
            onJudge={(verdict) => actions.judge(hit, verdict)}
            onUndo={() => actions.undo(hit)}
          />
        ))}
      </tbody>
    </table>
  );
}

function rowId(index: number): string {
  return `result-${index}`;
}
