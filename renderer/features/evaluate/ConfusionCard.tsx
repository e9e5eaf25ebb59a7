import type { Confusion } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './ConfusionCard.module.css';
import { EntryLink } from './EntryLink.tsx';
import { searchAddress } from './links.ts';
import tables from './tables.module.css';

/** Which entries are put first in place of the right one, most often first; a row opens to its queries. */
export function ConfusionCard({ confusion }: { confusion: readonly Confusion[] }) {
  return (
    <Card title="Most confused" aside="right → found first" flush>
      {confusion.length === 0 ? (
        <p className={classes.none}>No entry was put first in place of a right one.</p>
      ) : (
        <ScrollRegion className={classes.list} label="Most confused entries">
          <ul>
            {confusion.map((one) => (
              <li key={`${one.right.key} ${one.found.key}`}>
                <Pair {...one} />
              </li>
            ))}
          </ul>
        </ScrollRegion>
      )}
    </Card>
  );
}

function Pair(one: Confusion) {
  const { right, found, queries, examples } = one;
  return (
    <div className={classes.pair}>
      <p className={classes.names}>
        <EntryLink entry={right} />
        <span className={tables.quiet}>
          {' '}
          <span aria-hidden="true">→</span>
          <span className="visually-hidden">, instead came</span>{' '}
        </span>
        <EntryLink entry={found} />
      </p>
      {queries === 1 && examples[0] !== undefined ? (
        <p className={classes.examples}>
          <QueryLink query={examples[0]} />
        </p>
      ) : (
        <Examples {...one} />
      )}
    </div>
  );
}

function Examples({ queries, examples }: Confusion) {
  return (
    <details className={classes.examples} title={examples.join('\n')}>
      <summary>{formatQuantity(queries, 'query', 'queries')}</summary>
      <ul>
        {examples.map((query) => (
          <li key={query}>
            <QueryLink query={query} />
          </li>
        ))}
        {examples.length < queries && (
          <li className={tables.quiet}>and {queries - examples.length} more</li>
        )}
      </ul>
    </details>
  );
}

function QueryLink({ query }: { query: string }) {
  return (
    <a className={tables.link} href={searchAddress(query)}>
      {query}
    </a>
  );
}
