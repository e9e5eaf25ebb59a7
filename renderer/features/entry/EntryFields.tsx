import classes from './EntryParts.module.css';
import type { FieldRow } from './entry-view.ts';

/** What else the dictionary says about an entry. */
export function EntryFields({ rows }: { rows: readonly FieldRow[] }) {
  return (
    <dl className={classes.fields}>
      {rows.map(({ field, values }) => (
        <div key={field}>
          <dt title={field}>{field}</dt>
          <dd>{values.join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
