import { TextInput } from '@mantine/core';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import tables from './tables.module.css';

interface Props<Value extends string> {
  label: string;
  options: readonly { value: Value; name: string; count: number }[];
  value: Value;
  text: string;
  /** How many are listed. */
  shown: number;
  onValue(value: Value): void;
  onText(text: string): void;
}

/** Which rows of a list of queries: by kind, and by a text that the query or its entries hold. */
export function FilterBox<Value extends string>(props: Props<Value>) {
  const { label, options, value, text, shown, onValue, onText } = props;
  return (
    <div className={tables.tools}>
      <Segments<Value>
        label={label}
        value={value}
        options={options.map((option) => ({
          value: option.value,
          label: (
            <>
              {option.name} <span className={tables.count}>{option.count}</span>
            </>
          ),
        }))}
        onChange={onValue}
      />
      <TextInput
        className={tables.filter ?? ''}
        size="xs"
        type="search"
        aria-label="Filter queries"
        placeholder="Filter by query, entry or key"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <span className={tables.count} role="status">
        {text && formatQuantity(shown, 'query', 'queries')}
      </span>
    </div>
  );
}
