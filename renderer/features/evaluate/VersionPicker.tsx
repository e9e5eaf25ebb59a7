import { NativeSelect } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import type { VersionPoint } from '#core/contract/index.ts';
import classes from './EvaluateHead.module.css';

interface Props {
  label: string;
  /** The measured versions. */
  points: readonly VersionPoint[];
  value: string;
  /** Not offered: what it is compared with itself. */
  without?: string;
  onChoose(version: string): void;
}

/** A measured version, newest first; one that was not measured is listed only where it is the chosen one. */
export function VersionPicker({ label, points, value, without, onChoose }: Props) {
  const id = useId();
  const listed = points
    .filter(({ version }) => version !== without)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .map(({ version, latest }) => ({
      value: version,
      label: latest ? `${version} latest` : version,
    }));
  const known = listed.some((option) => option.value === value);
  return (
    <span className={classes.picker}>
      <label htmlFor={id}>{label}</label>
      <NativeSelect
        id={id}
        size="xs"
        value={value}
        rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden="true" />}
        data={known ? listed : [{ value, label: value }, ...listed]}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
    </span>
  );
}
