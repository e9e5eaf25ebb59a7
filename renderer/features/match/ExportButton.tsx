import { Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MatchedTable, TableFormat } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import classes from './ExportButton.module.css';
import { type Slice, sliceOptions } from './table-view.ts';
import { useExport } from './use-export.ts';

const FORMATS = [
  { value: 'csv', label: 'CSV' },
  { value: 'tsv', label: 'TSV' },
  { value: 'jsonl', label: 'JSONL' },
  { value: 'parquet', label: 'Parquet' },
] as const;

interface Props {
  table: MatchedTable;
  /** The rows that are shown: they can be exported alone. */
  slice: Slice;
}

/** The table with its matches beside its own columns, as a file. */
export function ExportButton({ table, slice }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={340}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="filled"
          disabled={table.done === 0}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Export
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''}>
        <ExportForm table={table} slice={slice} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ExportForm({ table, slice, onDone }: Props & { onDone(): void }) {
  const [format, setFormat] = useState<TableFormat>('csv');
  const [onlySlice, setOnlySlice] = useState(slice !== 'all');
  const [explanations, setExplanations] = useState(false);
  const [prefix, setPrefix] = useState('match_');
  const exporting = useExport();
  const shown = sliceOptions(table).find(({ value }) => value === slice);
  const band = onlySlice && slice !== 'all' ? { band: slice } : {};
  const failure =
    exporting.error && !isUnreachable(exporting.error) ? toFailure(exporting.error) : null;
  return (
    <>
      <Segments<TableFormat> label="Format" value={format} options={FORMATS} onChange={setFormat} />
      {shown && slice !== 'all' && (
        <Switch
          label={`Only ${shown.plain}, ${formatQuantity(shown.count, 'row')}`}
          checked={onlySlice}
          onChange={setOnlySlice}
        />
      )}
      <Switch
        label="With explanations"
        checked={explanations}
        hint="One more column: what each piece of evidence added, as JSON."
        onChange={setExplanations}
      />
      <TextInput
        size="xs"
        label="Names of the added columns begin with"
        value={prefix}
        maxLength={50}
        onChange={(event) => setPrefix(event.currentTarget.value)}
      />
      <p className={classes.about}>Your own columns stay as they are, in their order.</p>
      {failure && <ErrorState failure={failure} />}
      <div className={classes.buttons}>
        <Button
          data-autofocus
          variant="filled"
          loading={exporting.isPending}
          onClick={() =>
            exporting.mutate(
              { id: table.id, format, explanations, prefix, ...band },
              { onSuccess: () => onDone() },
            )
          }
        >
          Export {FORMATS.find(({ value }) => value === format)?.label}
        </Button>
      </div>
    </>
  );
}
