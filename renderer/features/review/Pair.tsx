import type { ReactNode } from 'react';
import type { ReviewItem } from '#core/contract/index.ts';
import { entryAddress } from '#renderer/app/route.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { fieldsShown, termsShown } from './answer-words.ts';
import classes from './Pair.module.css';

interface Props {
  query: string;
  entry: ReviewItem['entry'];
  /** What can be done about it. */
  children: ReactNode;
}

/** Up to here a query or a name is set large. */
const SHORT = 60;
/** From here on it may need to scroll. */
const LONG = 160;

/** A query and an entry, large. Its place and that of its buttons do not change from pair to pair. */
export function Pair({ query, entry, children }: Props) {
  return (
    <section className={classes.card} aria-label="Pair to judge">
      <div className={classes.text} data-long={query.length > LONG || undefined} aria-live="polite">
        <div key={`${query} ${entry.key}`} className={classes.pair}>
          <p className={classes.lead}>Somebody wrote</p>
          <Query text={query} />
          <p className={classes.lead}>Is it this?</p>
          <h3
            className={classes.name}
            data-long={entry.name.length > SHORT || undefined}
            title={entry.name}
          >
            {entry.name}
          </h3>
          {entry.key !== entry.name && (
            <p className={classes.key}>
              <KeyText value={entry.key} limit={40} />
            </p>
          )}
          <About entry={entry} />
        </div>
      </div>
      {children}
    </section>
  );
}

/** A long one scrolls by itself, so that the entry stays in view. */
function Query({ text }: { text: string }) {
  const heading = (
    <h2 className={classes.query} data-long={text.length > SHORT || undefined}>
      {text}
    </h2>
  );
  if (text.length <= LONG) return heading;
  return (
    <ScrollRegion label="Query, scrolls" className={classes.scrolling}>
      {heading}
    </ScrollRegion>
  );
}

function About({ entry }: Pick<Props, 'entry'>) {
  const { listed, more } = termsShown(entry);
  const fields = fieldsShown(entry.fields);
  return (
    <>
      {(listed !== '' || more > 0) && (
        <p className={classes.terms}>
          {listed}
          {listed !== '' && more > 0 && ', '}
          {more > 0 && <a href={entryAddress(entry.key)}>{formatCount(more)} more</a>}
        </p>
      )}
      {fields.length > 0 && <p className={classes.fields}>{fields.join(' · ')}</p>}
    </>
  );
}
