import { NativeSelect } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './MonitorScreen.module.css';
import { type Days, PERIODS, type Place } from './monitor-view.ts';

interface Props {
  place: Place;
  /** The version that the report is about. */
  shown: string;
  versions: readonly { version: string; createdAt: string }[];
  onChange(change: Partial<Place>): void;
}

/** Which version, and how far back. */
export function MonitorHead({ place, shown, versions, onChange }: Props) {
  const id = useId();
  const newestFirst = versions.toReversed().map(({ version }) => version);
  return (
    <>
      <span className={classes.picker}>
        <label htmlFor={id}>Version</label>
        <NativeSelect
          id={id}
          size="xs"
          value={shown}
          rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden="true" />}
          data={newestFirst.includes(shown) ? newestFirst : [shown, ...newestFirst]}
          onChange={(event) => onChange({ version: event.currentTarget.value })}
        />
      </span>
      <Segments<`${Days}`>
        label="Period"
        value={`${place.days}`}
        options={PERIODS.map((days) => ({ value: `${days}` as const, label: `${days} days` }))}
        onChange={(days) => onChange({ days: Number(days) as Days })}
      />
    </>
  );
}
