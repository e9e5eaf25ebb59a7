import { NativeSelect } from '@mantine/core';
import type { EntryColumns } from '#core/contract/index.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import classes from './EntryColumnsEditor.module.css';

interface Props {
  columns: readonly string[];
  chosen: EntryColumns;
  onChange(chosen: EntryColumns): void;
}

/** Which column holds the keys, and which the texts, in the order in which they were pressed. */
export function EntryColumnsEditor({ columns, chosen, onChange }: Props) {
  const { key, texts, joined } = chosen;
  const toggle = (column: string) => {
    const others = texts.filter((text) => text !== column);
    const next = others.length < texts.length ? others : [...texts, column];
    // Without any text there would be nothing to show.
    if (next.length > 0) onChange({ ...chosen, texts: next });
  };
  return (
    <div className={classes.columns}>
      <NativeSelect
        size="xs"
        label="Key column"
        value={key}
        data={[...columns]}
        onChange={(event) => onChange({ ...chosen, key: event.currentTarget.value })}
      />
      <fieldset className={classes.texts}>
        <legend>Text columns, in this order</legend>
        <div>
          {columns.map((column) => (
            <TextChip
              key={column}
              column={column}
              place={texts.indexOf(column)}
              numbered={texts.length > 1}
              onToggle={() => toggle(column)}
            />
          ))}
        </div>
      </fieldset>
      <Switch
        label="Join them into one term"
        checked={joined ?? false}
        disabled={texts.length < 2}
        hint="Otherwise each text is a term of its own. All other columns become fields to filter by."
        onChange={(next) => onChange({ ...chosen, joined: next })}
      />
    </div>
  );
}

interface ChipProps {
  column: string;
  /** Among the chosen ones, from 0; -1 where it is none. */
  place: number;
  numbered: boolean;
  onToggle(): void;
}

function TextChip({ column, place, numbered, onToggle }: ChipProps) {
  return (
    <button
      type="button"
      className={classes.chip}
      aria-pressed={place >= 0}
      title={column}
      onClick={onToggle}
    >
      {place >= 0 && numbered && <span className={classes.place}>{place + 1}</span>}
      <span className={classes.column}>{column}</span>
    </button>
  );
}
