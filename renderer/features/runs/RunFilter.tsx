import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { formatQuantity } from '#renderer/ui/format.ts';
import classes from './RunsScreen.module.css';

interface Props {
  ref: Ref<HTMLInputElement>;
  text: string;
  /** How many are listed; null: all. */
  shown: number | null;
  onText(text: string): void;
  /** Arrow down, Enter or Escape: into the list. */
  onLeave(): void;
}

/** Which runs are listed: those whose id, version, embedder or error holds a text. */
export function RunFilter({ ref, text, shown, onText, onLeave }: Props) {
  return (
    <>
      <span className={classes.count} role="status">
        {shown !== null && formatQuantity(shown, 'run')}
      </span>
      <TextInput
        ref={ref}
        className={classes.filter ?? ''}
        size="xs"
        type="search"
        aria-label="Filter runs"
        placeholder="Filter"
        title="By id, version, embedder or error (/)"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!['ArrowDown', 'Enter', 'Escape'].includes(event.key)) return;
          event.preventDefault();
          onLeave();
        }}
      />
    </>
  );
}
