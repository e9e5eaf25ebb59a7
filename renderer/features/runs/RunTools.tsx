import { NativeSelect } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { RunSummary } from '#core/contract/index.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import type { Place } from './place.ts';
import classes from './RunsScreen.module.css';
import { modesOf, statusCounts } from './runs-view.ts';

interface Props {
  runs: readonly RunSummary[];
  place: Place;
  onChange(change: Partial<Place>): void;
}

/** Which runs are listed: by status and mode. */
export function RunTools({ runs, place, onChange }: Props) {
  const modes = modesOf(runs);
  return (
    <div className={classes.tools}>
      <Segments<Place['status']>
        label="Status"
        value={place.status}
        options={statusCounts(runs).map(({ status, name, count }) => ({
          value: status,
          label: (
            <>
              {name} <span className={classes.count}>{count}</span>
            </>
          ),
        }))}
        onChange={(status) => onChange({ status })}
      />
      {modes.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label="Mode"
          value={place.mode}
          rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden="true" />}
          data={[{ value: '', label: 'All modes' }, ...modes]}
          onChange={(event) => onChange({ mode: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
