import { Button } from '@mantine/core';
import type { LabelSuspect } from '#core/contract/index.ts';
import { formatProbability } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { opposite } from './review-parts.ts';
import classes from './Suspects.module.css';
import { VerdictMark } from './VerdictMark.tsx';

interface Props {
  id: string;
  suspect: LabelSuspect;
  selected: boolean;
  canAnswer: boolean;
  onSelect(): void;
  onDecide(choice: 'keep' | 'change'): void;
}

export function SuspectRow({ id, suspect, selected, canAnswer, onSelect, onDecide }: Props) {
  const { query, entry, verdict, probability, source } = suspect;
  // One row at a time is in the order of the Tab key.
  const button = { size: 'compact-xs', disabled: !canAnswer, tabIndex: selected ? 0 : -1 } as const;
  return (
    <tr id={id} aria-selected={selected} onClick={onSelect}>
      <td title={query}>{query}</td>
      <td>
        <span className={classes.entry}>
          <span title={entry.terms.join(', ')}>{entry.name}</span>
          {entry.key !== entry.name && <KeyText value={entry.key} />}
        </span>
      </td>
      <td>
        <VerdictMark verdict={verdict} />
      </td>
      <td>{source}</td>
      <td className={classes.number}>{formatProbability(probability)}</td>
      <td>
        <span className={classes.decide}>
          <Button
            {...button}
            rightSection={selected && <Kbd>K</Kbd>}
            onClick={() => onDecide('keep')}
          >
            Keep
          </Button>
          <Button
            {...button}
            rightSection={selected && <Kbd>C</Kbd>}
            onClick={() => onDecide('change')}
          >
            Change to {opposite(verdict)}
          </Button>
        </span>
      </td>
    </tr>
  );
}
