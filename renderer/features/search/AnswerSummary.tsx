import { useId } from 'react';
import classes from './SearchBox.module.css';
import { scanWords, summarise } from './search-words.ts';
import type { Answer } from './use-search.ts';

/** `6 of 1 016 in 9 ms, exact`, with what "exact" means on hover and focus. */
export function AnswerSummary({ answer }: { answer: Answer }) {
  const id = useId();
  const { label, why } = scanWords(answer.scan);
  return (
    <span className={classes.summary}>
      {summarise(answer)},{' '}
      <span className={classes.scan}>
        <button type="button" aria-describedby={id}>
          {label}
        </button>
        <span id={id} role="tooltip">
          {why}
        </span>
      </span>
    </span>
  );
}
