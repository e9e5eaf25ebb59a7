import { useState } from 'react';
import { formatCount } from '#renderer/ui/format.ts';
import classes from './EntryParts.module.css';
import type { ShownTerm } from './entry-view.ts';

interface Props {
  terms: readonly ShownTerm[];
  /** Terms of the entry, more than are given where it is long. */
  count: number;
  /** Shown before "more" is pressed. */
  limit: number;
}

/** Terms as small boxes: the one that matched and learnt ones are marked, by more than colour. */
export function EntryTerms({ terms, count, limit }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? terms : terms.slice(0, limit);
  const hidden = terms.length - shown.length;
  const absent = count - terms.length;
  return (
    <>
      <ul className={classes.terms}>
        {shown.map(({ term, learnt, matching }) => (
          <li
            key={term}
            data-matching={matching || undefined}
            data-learnt={learnt || undefined}
            title={learnt ? `${term}, learnt from a judgment` : term}
          >
            <span>{term}</span>
            {matching && <span className="visually-hidden">, matched best</span>}
            {learnt && <i>learnt</i>}
          </li>
        ))}
        {hidden > 0 && (
          <li className={classes.more}>
            <button type="button" onClick={() => setAll(true)}>
              {formatCount(hidden)} more
            </button>
          </li>
        )}
      </ul>
      {hidden === 0 && absent > 0 && (
        <p className={classes.dim}>{formatCount(absent)} more are not shown here.</p>
      )}
    </>
  );
}
