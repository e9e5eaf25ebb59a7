import type { MatchedTable } from '#core/contract/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './SliceChoice.module.css';
import { type Slice, sliceOptions } from './table-view.ts';

interface Props {
  table: MatchedTable;
  value: Slice;
  onChange(slice: Slice): void;
}

/** Which rows are shown, with how many there are of each. */
export function SliceChoice({ table, value, onChange }: Props) {
  const options = sliceOptions(table).map((option) => ({
    value: option.value,
    label: (
      <span className={classes.option} data-tone={option.value}>
        {option.name} <span className={classes.count}>{formatCount(option.count)}</span>
      </span>
    ),
  }));
  return <Segments<Slice> label="Rows shown" value={value} options={options} onChange={onChange} />;
}
