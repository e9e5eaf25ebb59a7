import type { Slice } from '#core/contract/index.ts';
import { formatPValue } from '#core/plots/format.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import { differenceWords, verdictTone } from './measure-words.ts';
import tables from './tables.module.css';

interface Props {
  slices: readonly Slice[];
  facet: string;
  /** The version beside it; null where one is looked at alone. */
  against: string | null;
}

/** The slices of a facet with their measures, and what the other version does on the same queries. */
export function SlicesTable({ slices, facet, against }: Props) {
  return (
    <Card
      title={against ? `${facet}, against ${against}` : facet}
      aside={against ? 'NDCG@10 of the same queries; p after Holm' : '95 % bootstrap'}
    >
      <table className={tables.table} aria-label={`Slices by ${facet}`}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" data-numeric>
              Queries
            </th>
            <th scope="col">NDCG@10</th>
            {!against && <th scope="col">MRR@10</th>}
            <th scope="col">Top-1</th>
            {against && (
              <>
                <th scope="col">Difference, 95 %</th>
                <th scope="col">p</th>
                <th scope="col">Verdict</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {slices.map((slice) => (
            <tr key={slice.value}>
              <th scope="row">{slice.value}</th>
              <td data-numeric>{formatCount(slice.queries)}</td>
              <td>
                <IntervalNumber interval={slice.ndcg} />
              </td>
              {!against && (
                <td>
                  <IntervalNumber interval={slice.mrr} />
                </td>
              )}
              <td>
                <IntervalNumber interval={slice.top1} />
              </td>
              {against && <Change change={slice.change} />}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Change({ change }: Pick<Slice, 'change'>) {
  if (!change) {
    return (
      <td colSpan={3} className={tables.quiet}>
        not compared
      </td>
    );
  }
  return (
    <>
      <td>{differenceWords(change.difference)}</td>
      <td>{formatPValue(change.pValue)}</td>
      <td data-tone={verdictTone(change.verdict)}>{change.verdict}</td>
    </>
  );
}
