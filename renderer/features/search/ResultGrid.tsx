import { type KeyboardEvent, type Ref, useEffect } from 'react';
import type { SearchHit, Verdict } from '#core/contract/index.ts';
import classes from './ResultGrid.module.css';
import { ResultRow } from './ResultRow.tsx';
import { moveSelection } from './search-view.ts';

export interface GridActions {
  select(index: number): void;
  judge(hit: SearchHit, verdict: Verdict): void;
  undo(hit: SearchHit): void;
  toggleWhy(): void;
  leave(): void;
}

interface Props {
  ref: Ref<HTMLTableElement>;
  results: readonly SearchHit[];
  selected: number;
  /** Results of an older query are shown while the new ones are on their way. */
  stale: boolean;
  actions: GridActions;
}

/** The hits. One stop for the Tab key; arrows move, letters judge. */
export function ResultGrid({ ref, results, selected, stale, actions }: Props) {
  useEffect(() => {
    document.getElementById(rowId(selected))?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (handleKey(event.key, results, selected, actions)) event.preventDefault();
  };
  return (
    <table
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
      role="grid"
      className={classes.grid}
      data-stale={stale || undefined}
      aria-label="Results"
      aria-rowcount={results.length + 1}
      aria-activedescendant={results.length > 0 ? rowId(selected) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Rank</span>
          </th>
          <th scope="col">Entry and the term that matched</th>
          <th scope="col">Probability</th>
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

/** Does what a key asks for; false for a key that means nothing here. */
function handleKey(
  key: string,
  results: readonly SearchHit[],
  selected: number,
  actions: GridActions,
): boolean {
  const hit = results[selected];
  if (!hit) return false;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'y':
      actions.judge(hit, 'yes');
      return true;
    case 'n':
      actions.judge(hit, 'no');
      return true;
    case 'u':
      actions.undo(hit);
      return true;
    case 'Enter':
      actions.toggleWhy();
      return true;
    case 'Escape':
      actions.leave();
      return true;
  }
  const next = moveSelection(selected, key, results.length);
  if (next === 'box') actions.leave();
  else if (next !== selected) actions.select(next);
  return next !== selected;
}
