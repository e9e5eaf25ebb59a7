import { NativeSelect } from '@mantine/core';
import type { FeedbackColumns } from '#core/contract/index.ts';
import classes from './Preview.module.css';

interface Props {
  columns: readonly string[];
  mapping: FeedbackColumns | undefined;
  onChange(mapping: FeedbackColumns): void;
}

const ROLES: { role: keyof FeedbackColumns; label: string }[] = [
  { role: 'query', label: 'Query' },
  { role: 'key', label: 'Matched key' },
  { role: 'verdict', label: 'Right or wrong' },
];

/** Which column holds what. Asks the engine again only when all three are chosen. */
export function MappingEditor({ columns, mapping, onChange }: Props) {
  const chosen: Partial<FeedbackColumns> = mapping ?? {};
  const choose = (role: keyof FeedbackColumns, column: string) =>
    onChange({ query: '', key: '', verdict: '', ...chosen, [role]: column });
  return (
    <fieldset className={classes.mapping}>
      <legend>Columns</legend>
      {ROLES.map(({ role, label }) => (
        <NativeSelect
          key={role}
          size="xs"
          label={label}
          value={chosen[role] ?? ''}
          data={[...(chosen[role] ? [] : [{ value: '', label: 'choose…' }]), ...columns]}
          onChange={(event) => choose(role, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  );
}
