import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { formatCount } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import classes from './QueueView.module.css';

interface Props {
  done: number;
  total: number;
  blind: boolean;
  onBlind(): void;
}

/** How far the round is, and whether the model's opinion is hidden. */
export function RoundBar({ done, total, blind, onBlind }: Props) {
  const Icon = blind ? IconEyeOff : IconEye;
  return (
    <div className={classes.bar}>
      <ProgressBar share={total === 0 ? 0 : done / total} label="Progress of this round" />
      <span className={classes.count}>
        {formatCount(done)} of {formatCount(total)}
      </span>
      <Button
        aria-pressed={blind}
        title={
          blind
            ? 'What the model thinks is hidden until you have judged'
            : 'What the model thinks is shown before you judge'
        }
        leftSection={<Icon size={15} stroke={1.7} aria-hidden="true" />}
        rightSection={<Kbd>B</Kbd>}
        onClick={onBlind}
      >
        Blind
      </Button>
    </div>
  );
}
