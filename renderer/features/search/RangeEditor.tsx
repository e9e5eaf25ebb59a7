import { NumberInput } from '@mantine/core';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './FilterPanel.module.css';
import type { EditorProps } from './field-editor.ts';
import { withEnd } from './filters.ts';

/** A number between two ends, each of which may be open. */
export function RangeEditor({ summary, filter, onChange }: EditorProps) {
  const { from, to } = filter?.op === 'range' ? filter : {};
  const { field, min, max, entries } = summary;
  const set = (end: 'from' | 'to') => (value: string | number) =>
    onChange(withEnd(filter, field, end, typeof value === 'number' ? value : undefined));
  const crossed = from !== undefined && to !== undefined && from > to;
  return (
    <div className={classes.range}>
      <div className={classes.ends}>
        <NumberInput
          data-autofocus
          label="From"
          size="xs"
          hideControls
          placeholder={min === null ? '' : String(min)}
          value={from ?? ''}
          onChange={set('from')}
        />
        <NumberInput
          label="To"
          size="xs"
          hideControls
          placeholder={max === null ? '' : String(max)}
          value={to ?? ''}
          onChange={set('to')}
        />
      </div>
      <p className={classes.foot}>
        {crossed
          ? 'From is larger than to: no entry can be between them.'
          : `${formatQuantity(entries, 'entry has', 'entries have')} it, from ${min} to ${max}.`}
      </p>
    </div>
  );
}

/** Yes, no, or either. */
export function BooleanEditor({ summary, filter, onChange }: EditorProps) {
  const { field, values } = summary;
  const chosen = filter?.op === 'is' && filter.values.length === 1 ? filter.values[0] : null;
  const count = (value: boolean) =>
    formatCount(values.find((row) => row.value === value)?.entries ?? 0);
  return (
    <div className={classes.range}>
      <Segments
        label={field}
        value={chosen === true ? 'yes' : chosen === false ? 'no' : 'any'}
        options={[
          { value: 'any', label: 'Either' },
          { value: 'yes', label: `Yes ${count(true)}` },
          { value: 'no', label: `No ${count(false)}` },
        ]}
        onChange={(value) =>
          onChange(value === 'any' ? null : { field, op: 'is', values: [value === 'yes'] })
        }
      />
    </div>
  );
}
