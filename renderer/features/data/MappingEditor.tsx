import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { FeedbackColumns } from '#core/contract/index.ts';
import classes from './Preview.module.css';

interface Props {
  columns: readonly string[];
  mapping: FeedbackColumns | undefined;
  onChange(mapping: FeedbackColumns): void;
}

type Role = 'query' | 'key' | 'verdict';

const ROLES: { role: Role; label: string }[] = [
  { role: 'query', label: 'Query' },
  { role: 'key', label: 'Matched key' },
  { role: 'verdict', label: 'Right or wrong' },
];
const UNSAID: FeedbackColumns = { query: '', key: '', verdict: '' };

/** Which column holds what. Asks the engine again only when all three are chosen. */
export function MappingEditor({ columns, mapping = UNSAID, onChange }: Props) {
  const choose = (role: Role, column: string) => {
    // What statuses mean is said of one column.
    const { outcomes: _meanings, ...others } = mapping;
    onChange({ ...(role === 'verdict' ? others : mapping), [role]: column });
  };
  return (
    <fieldset className={classes.mapping}>
      <legend>Columns</legend>
      {ROLES.map(({ role, label }) => (
        <NativeSelect
          key={role}
          size="xs"
          label={label}
          value={mapping[role]}
          data={[...(mapping[role] ? [] : [{ value: '', label: 'choose…' }]), ...columns]}
          onChange={(event) => choose(role, event.currentTarget.value)}
        />
      ))}
      <ActionIcon
        variant="default"
        size={28}
        aria-label="Swap query and matched key"
        title="Swap query and matched key"
        onClick={() => onChange({ ...mapping, query: mapping.key, key: mapping.query })}
      >
        <IconArrowsExchange size={15} stroke={1.8} />
      </ActionIcon>
    </fieldset>
  );
}
