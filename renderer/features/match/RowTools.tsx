import { Button, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './RowTools.module.css';
import type { Order } from './use-table-rows.ts';

const ORDERS = [
  { value: 'row', label: 'By row' },
  { value: 'probability', label: 'By probability' },
] as const;

const HINTS: [string, string][] = [
  ['Y', 'accept'],
  ['1–9', 'another'],
  ['0', 'none'],
  ['U', 'undo'],
  ['Enter', 'candidates'],
];

interface Props {
  ref: Ref<HTMLInputElement>;
  filter: string;
  order: Order;
  /** Rows that are listed; null while they are looked for. */
  total: number | null;
  whyShown: boolean;
  onFilter(text: string): void;
  onOrder(order: Order): void;
  onWhy(shown: boolean): void;
  /** Arrow down, Enter or Escape: into the list. */
  onLeave(): void;
}

/** What is above the rows: which of them, in what order, and the keys that decide them. */
export function RowTools(props: Props) {
  const { ref, filter, order, total, whyShown, onFilter, onOrder, onWhy, onLeave } = props;
  return (
    <div className={classes.tools}>
      <TextInput
        ref={ref}
        className={classes.filter ?? ''}
        size="xs"
        type="search"
        aria-label="Filter rows"
        placeholder="Filter by text, entry or key"
        value={filter}
        onChange={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!['ArrowDown', 'Enter', 'Escape'].includes(event.key)) return;
          event.preventDefault();
          onLeave();
        }}
      />
      <Segments<Order> label="Order" value={order} options={ORDERS} onChange={onOrder} />
      <span className={classes.total} role="status">
        {filter && total !== null && formatQuantity(total, 'row')}
      </span>
      <span className={classes.hints}>
        {HINTS.map(([key, meaning]) => (
          <span key={key}>
            <Kbd>{key}</Kbd> {meaning}
          </span>
        ))}
      </span>
      <Button size="compact-xs" aria-pressed={whyShown} onClick={() => onWhy(!whyShown)}>
        Candidates
      </Button>
    </div>
  );
}
