import { IconUserCheck } from '@tabler/icons-react';
import type { MatchedRow } from '#core/contract/index.ts';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import classes from './RowGrid.module.css';
import { rowView } from './row-view.ts';

interface Props {
  id: string;
  /** Place in the list, from 0. */
  index: number;
  /** Undefined while its page is on its way. */
  row: MatchedRow | undefined;
  /** Pixels from the top. */
  start: number;
  selected: boolean;
  withId: boolean;
  narrow: boolean;
  onSelect(): void;
  onOpen(): void;
}

export function GridRow({ id, index, row, start, selected, onSelect, onOpen, ...rest }: Props) {
  return (
    <tr
      id={id}
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${start}px)` }}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      {row ? <Cells row={row} {...rest} /> : <td className={classes.pending}>…</td>}
    </tr>
  );
}

function Cells({ row, withId, narrow }: Pick<Props, 'withId' | 'narrow'> & { row: MatchedRow }) {
  const view = rowView(row);
  return (
    <>
      <td className={classes.place}>{formatCount(row.row)}</td>
      {withId && (
        <td>
          <KeyText value={row.id} limit={14} />
        </td>
      )}
      <td className={classes.text} title={row.text}>
        {row.text}
      </td>
      {view.without ? (
        <td className={classes.without}>{view.without}</td>
      ) : (
        <td title={view.name}>{view.name}</td>
      )}
      <td>{view.key && <KeyText value={view.key} />}</td>
      {!narrow && (
        <td className={classes.term} title={view.term}>
          {view.term}
        </td>
      )}
      <td className={classes.number}>{view.probability}</td>
      <td className={classes.band}>
        {row.band && <BandChip band={row.band} />}
        {view.decided && (
          <span className={classes.decided} title="Decided by you">
            <IconUserCheck size={15} stroke={1.8} aria-label="decided by you" />
          </span>
        )}
      </td>
    </>
  );
}
