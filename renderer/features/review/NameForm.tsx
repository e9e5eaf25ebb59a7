import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ReviewOverview } from '#core/contract/index.ts';
import { formatCount } from '#renderer/ui/format.ts';
import classes from './NameForm.module.css';

export type KnownReviewer = ReviewOverview['reviewers'][number];

interface Props {
  name: string;
  /** Who has judged here already: a click, and no second spelling of one person. */
  known: readonly KnownReviewer[];
  /** On the button. */
  submit: string;
  onName(name: string): void;
}

const LONGEST = 80;
const SHOWN = 6;

export function NameForm({ name, known, submit, onName }: Props) {
  const [typed, setTyped] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const trimmed = typed.trim();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed !== '') onName(trimmed);
  };
  const others = known.filter(({ reviewer }) => reviewer !== name).slice(0, SHOWN);
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <div className={classes.row}>
        <TextInput
          size="xs"
          className={classes.field ?? ''}
          aria-label="Your name"
          placeholder="Your name"
          data-autofocus
          ref={field}
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={trimmed === ''}>
          {submit}
        </Button>
      </div>
      {others.length > 0 && (
        <div className={classes.known}>
          <span>or</span>
          {others.map(({ reviewer, judged }) => (
            <Button key={reviewer} size="compact-xs" onClick={() => onName(reviewer)}>
              {reviewer}, {formatCount(judged)} judged
            </Button>
          ))}
        </div>
      )}
    </form>
  );
}
