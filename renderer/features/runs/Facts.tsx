import { KeyText } from '#renderer/ui/KeyText.tsx';
import classes from './RunInspector.module.css';
import type { FactRow } from './run-view.ts';

/** Names and values under a heading; said in words where there are none. */
export function Facts({
  title,
  rows,
  none,
}: {
  title: string;
  rows: readonly FactRow[];
  none?: string;
}) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{none}</p>
      ) : (
        <dl className={classes.facts}>
          {rows.map(({ name, value, code }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{code ? <KeyText value={value} limit={30} /> : value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
