import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useEffect, useId, useRef } from 'react';
import type { RunSummary } from '#core/contract/index.ts';
import { nextRow } from '../match/row-view.ts';
import { RunRow } from './RunRow.tsx';
import classes from './RunsGrid.module.css';

const ROW_HEIGHT = 34;
const COLUMNS = [
  'Compare',
  'Status',
  'Began',
  'Mode',
  'Embedder',
  'Took',
  'Version',
  'NDCG@10',
  '',
];

interface Props {
  ref: Ref<HTMLTableElement>;
  runs: readonly RunSummary[];
  models: readonly { id: string; name: string }[];
  selected: string;
  picked: readonly string[];
  onSelect(id: string): void;
  onPick(id: string): void;
  /** Enter: to the details. */
  onEnter(): void;
  onFilter(): void;
}

/** The runs, of which only those in view exist. One stop for the Tab key: arrows choose, Space compares, Enter goes to the details. */
export function RunsGrid(props: Props) {
  const { ref, runs, models, selected, picked, onSelect, onPick, onEnter, onFilter } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const at = runs.findIndex((run) => run.id === selected);
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: ROW_HEIGHT,
  });
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at);
  }, [at, virtualizer]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextRow(event.key, at, runs.length);
    const run = next === null ? undefined : runs[next];
    if (run) onSelect(run.id);
    else if (event.key === ' ' && at >= 0) onPick(selected);
    else if (event.key === 'Enter') onEnter();
    else if (event.key === '/') onFilter();
    else return;
    event.preventDefault();
  };
  const items = virtualizer.getVirtualItems();
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
        role="grid"
        className={classes.grid}
        aria-label="Runs"
        aria-rowcount={runs.length + 1}
        aria-activedescendant={items.some(({ index }) => index === at) ? `${id}-${at}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <thead className={classes.head}>
          <tr className={classes.row} aria-rowindex={1}>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" data-numeric={NUMERIC.has(name) || undefined}>
                {name === 'Compare' ? <span className="visually-hidden">{name}</span> : name}
                {name === '' && <span className="visually-hidden">MLflow</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const run = runs[index];
            return (
              run && (
                <RunRow
                  key={run.id}
                  id={`${id}-${index}`}
                  index={index}
                  offset={start}
                  run={run}
                  models={models}
                  selected={run.id === selected}
                  picked={picked.includes(run.id)}
                  onSelect={onSelect}
                  onPick={onPick}
                />
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const NUMERIC = new Set(['Took', 'NDCG@10']);
