import { Button, NativeSelect } from '@mantine/core';
import type { OutcomeMap } from '#core/contract/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './OutcomeEditor.module.css';
import {
  leaveOthersOut,
  type Meaning,
  meaningOf,
  type Statuses,
  unsaid,
  withGrade,
  withMeaning,
} from './outcome-view.ts';

interface Props {
  statuses: Statuses;
  outcomes: OutcomeMap;
  onChange(outcomes: OutcomeMap): void;
}

const MEANINGS: { value: Meaning; label: string }[] = [
  { value: 'unsaid', label: 'choose…' },
  { value: 'yes', label: 'Yes, 1' },
  { value: 'no', label: 'No, 0' },
  { value: 'grade', label: 'Grade' },
  { value: 'out', label: 'Leave out' },
];

/** What each value of a status column means, most frequent first. */
export function OutcomeEditor({ statuses, outcomes, onChange }: Props) {
  const open = unsaid(outcomes, statuses);
  return (
    <div className={classes.outcomes}>
      <header>
        <b>What each status means</b>
        {open.length > 0 && open.length < statuses.length && (
          <Button size="compact-xs" onClick={() => onChange(leaveOthersOut(outcomes, statuses))}>
            Leave the other {open.length === 1 ? '' : `${open.length} `}out
          </Button>
        )}
      </header>
      <ScrollRegion className={classes.statuses} label="Statuses">
        <table>
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col" className={classes.number}>
                Rows
              </th>
              <th scope="col">Means</th>
            </tr>
          </thead>
          <tbody>
            {statuses.map(({ value, rows }) => (
              <tr key={value}>
                <td title={value}>{value || <span className={classes.nothing}>(empty)</span>}</td>
                <td className={classes.number}>{formatCount(rows)}</td>
                <td>
                  <MeaningChoice status={value} outcomes={outcomes} onChange={onChange} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={classes.note}>From 0.5 up a grade is a yes.</p>
    </div>
  );
}

function MeaningChoice({
  status,
  outcomes,
  onChange,
}: Pick<Props, 'outcomes' | 'onChange'> & { status: string }) {
  const { meaning, grade } = meaningOf(outcomes, status);
  const name = status || 'Empty cells';
  return (
    <div className={classes.meaning}>
      <NativeSelect
        size="xs"
        aria-label={`${name} means`}
        value={meaning}
        data={MEANINGS}
        onChange={(event) =>
          onChange(withMeaning(outcomes, status, event.currentTarget.value as Meaning))
        }
      />
      {meaning === 'grade' && (
        <NumberSetting
          title={`Grade of ${name}, 0 to 1`}
          value={grade}
          range={[0, 1]}
          decimals={2}
          disabled={false}
          onKeep={(next) => onChange(withGrade(outcomes, status, next ?? 0.5))}
        />
      )}
    </div>
  );
}
