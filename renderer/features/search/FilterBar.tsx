import { Popover } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CollectionSummary, FieldFilter } from '#core/contract/index.ts';
import { FilterPanel } from './FilterPanel.tsx';
import { admittedWords, describeCondition, describeFilter, withFilter } from './filters.ts';
import classes from './SearchToolbar.module.css';
import type { Answer } from './use-search.ts';

interface Props {
  /** The one that is searched; undefined while nothing is known about it. */
  collection: CollectionSummary | undefined;
  filters: readonly FieldFilter[];
  answer: Answer | undefined;
  onChange(filters: FieldFilter[], how: { replace?: boolean }): void;
}

/** The filters as chips, the panel that makes them, and how many entries they leave. */
export function FilterBar({ collection, filters, answer, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<string | null>(null);
  const changed = useRef(false);
  if ((collection?.fields.length ?? 0) === 0 && filters.length === 0) return null;

  const show = (which: string | null) => {
    changed.current = false;
    setField(which);
    setOpen(true);
  };
  const change = (name: string, next: FieldFilter | null) => {
    // One step back in the browser undoes all that was done in the panel.
    onChange(withFilter(filters, name, next), { replace: changed.current });
    changed.current = true;
  };
  return (
    <>
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-start"
        width={320}
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <button
            type="button"
            className={classes.add}
            onClick={() => (open ? setOpen(false) : show(null))}
          >
            <IconFilterPlus size={14} stroke={1.8} aria-hidden="true" />
            Add filter
          </button>
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label="Filter">
          <FilterPanel
            collection={collection?.name}
            field={field}
            filters={filters}
            onField={setField}
            onChange={change}
            onDone={() => setOpen(false)}
          />
        </Popover.Dropdown>
      </Popover>
      {filters.map((filter) => (
        <span key={`${filter.field} ${filter.op}`} className={classes.chip}>
          <button type="button" title={describeFilter(filter)} onClick={() => show(filter.field)}>
            <b>{filter.field}</b> {describeCondition(filter)}
          </button>
          <button
            type="button"
            aria-label={`Remove the filter ${describeFilter(filter)}`}
            onClick={() => onChange(withFilter(filters, filter.field, null), {})}
          >
            <IconX size={13} stroke={2} aria-hidden="true" />
          </button>
        </span>
      ))}
      {filters.length > 0 && answer && (
        <span className={classes.admitted}>{admittedWords(answer.admitted, answer.entries)}</span>
      )}
    </>
  );
}
