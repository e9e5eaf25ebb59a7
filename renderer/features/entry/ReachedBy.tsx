import type { EntryView } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './EntryScreen.module.css';
import { shownWords } from './entry-view.ts';
import { VerdictText } from './VerdictText.tsx';

/** Test queries of the version that have the entry among their first ten: what it is found for, rightly or not. */
export function ReachedBy({ entry }: { entry: EntryView }) {
  const { reachedBy, reachedByCount, version, collection } = entry;
  if (version === null || collection !== CANONICAL) return null;
  return (
    <Card
      title="Test queries that reach it"
      aside={shownWords(reachedBy.length, reachedByCount, 'query', 'queries')}
      flush
    >
      {reachedBy.length === 0 ? (
        <p className={classes.nothing}>
          No test query of {version} has it among its first ten results.
        </p>
      ) : (
        <ScrollRegion className={classes.queries} label="Test queries, scrolls">
          <table className={classes.table} aria-label="Test queries that reach it">
            <thead>
              <tr>
                <th scope="col">Query</th>
                <th scope="col">Rank</th>
                <th scope="col">Judged</th>
              </tr>
            </thead>
            <tbody>
              {reachedBy.map(({ query, rank, judged }) => (
                <tr key={query}>
                  <td>
                    <a
                      href={formatRoute({ screen: 'search', params: { q: query } })}
                      title="Search for it"
                    >
                      {query}
                    </a>
                  </td>
                  <td className={classes.number}>{rank}</td>
                  <td>{judged ? <VerdictText verdict={judged} /> : 'not judged'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Card>
  );
}
