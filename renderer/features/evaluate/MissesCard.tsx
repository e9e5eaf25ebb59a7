import type { Metrics } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { missRows } from './compare-view.ts';
import tables from './tables.module.css';
import { useEvaluation } from './use-evaluation.ts';

interface Props {
  version: string;
  against: string;
  /** Of the version; null where it was not measured. */
  errors: Metrics['errors'] | null;
}

/** Wrong first results by kind, in both versions: each kind needs another medicine. */
export function MissesCard({ version, against, errors }: Props) {
  const other = useEvaluation(against);
  const before = other.data?.selected === against ? other.data.metrics?.errors : undefined;
  return (
    <Card title="Wrong first results" aside="synonyms help candidates, judgments help scores">
      {errors && before ? (
        <table className={tables.table} aria-label="Wrong first results by kind">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col" data-numeric>
                {against}
              </th>
              <th scope="col" data-numeric>
                {version}
              </th>
            </tr>
          </thead>
          <tbody>
            {missRows(before, errors).map((row) => (
              <tr key={row.kind}>
                <th scope="row">
                  {row.kind} <span className={tables.meaning}>{row.meaning}</span>
                </th>
                <td data-numeric>{row.before}</td>
                <td data-numeric>{row.now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={tables.words}>Not known for both versions.</p>
      )}
    </Card>
  );
}
