import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useRef,
} from 'react';
import { nextRow } from '../match/row-view.ts';
import { graphWidth } from './LineageCell.tsx';
import { laneCount } from './lineage.ts';
import { choose, moveTo, type Selection, toggle } from './selection.ts';
import classes from './VersionGrid.module.css';
import { type RowData, VersionRow } from './VersionRow.tsx';

interface Props {
  ref: Ref<HTMLTableElement>;
  rows: readonly RowData[];
  selection: Selection;
  /** The two that are compared; null while one is looked at. */
  pair: { from: string; to: string } | null;
  onSelect(selection: Selection): void;
  onOpen(): void;
  /** A key that moves nothing; true where it meant something. */
  onPress(key: string): boolean;
}

export const ROW_HEIGHT = 34;

/** The versions, newest first, with their lineage. One stop for the Tab key; arrows move, Space marks. */
export function VersionGrid({ ref, rows, selection, pair, onSelect, onOpen, onPress }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const at = rows.findIndex(({ version }) => version.version === selection.current);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Rows begin below the header, of which the virtualizer knows nothing: the last one in view ends that much lower.
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const height = virtualizer.scrollRect?.height ?? 0;
  // A link may name one that is far down, and the list gets its height only when what is below it is there.
  useEffect(() => {
    if (at > 0 && height > 0) virtualizer.scrollToIndex(at);
  }, [at, height, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextRow(event.key, at, rows.length);
    const reached = next === null ? undefined : rows[next]?.version.version;
    if (reached !== undefined) onSelect(moveTo(selection, reached));
    else if (event.key === ' ') onSelect(toggle(selection, selection.current));
    else if (!onPress(event.key)) return;
    event.preventDefault();
  };
  const press = (version: string, event: MouseEvent) => {
    const many = event.ctrlKey || event.metaKey || event.shiftKey;
    onSelect(many ? toggle(selection, version) : choose(version));
  };
  const items = virtualizer.getVirtualItems();
  const shown = items.some(({ index }) => index === at);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
        role="grid"
        className={classes.grid}
        style={graphStyle(rows)}
        aria-label="Versions, newest first"
        aria-multiselectable="true"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={shown ? rowId(at) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <Head />
        <tbody className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index] as RowData;
            const { version } = row.version;
            return (
              <VersionRow
                key={version}
                {...row}
                id={rowId(index)}
                index={index}
                height={ROW_HEIGHT}
                start={start}
                current={index === at}
                marked={selection.marked.includes(version)}
                selected={pair ? version === pair.from || version === pair.to : index === at}
                onPress={(event) => press(version, event)}
                onOpen={onOpen}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head() {
  return (
    <thead className={classes.head}>
      <tr className={classes.row} aria-rowindex={1}>
        <th scope="col">
          <span className="visually-hidden">Lineage</span>
        </th>
        <th scope="col">Version</th>
        <th scope="col">Embedder</th>
        <th scope="col" className={classes.number} title="On test queries, when it was made">
          NDCG@10
        </th>
        <th scope="col" className={classes.number}>
          Accepted
        </th>
        <th scope="col" className={classes.size}>
          Size
        </th>
        <th scope="col" className={classes.age}>
          Age
        </th>
        <th scope="col">Gate</th>
      </tr>
    </thead>
  );
}

function graphStyle(rows: readonly RowData[]): CSSProperties {
  const lanes = laneCount(rows.map(({ lineage }) => lineage));
  return { '--graph': `${graphWidth(lanes)}px` } as CSSProperties;
}

function rowId(index: number): string {
  return `version-row-${index}`;
}
