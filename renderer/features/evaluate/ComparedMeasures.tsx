import type { MeasureComparison } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { comparisonSentence, measureRows } from './compare-view.ts';
import classes from './EvaluateScreen.module.css';
import { verdictTone } from './measure-words.ts';
import tables from './tables.module.css';

interface Props {
  version: string;
  against: string;
  comparisons: readonly MeasureComparison[];
}

/** Every measure of the two: the paired difference, how sure it is, and what to think of it. */
export function ComparedMeasures({ version, against, comparisons }: Props) {
  return (
    <Card
      title={`${version} against ${against}`}
      aside={<Counts comparison={comparisons.find(isNdcg) ?? comparisons[0]} />}
    >
      <p className={classes.sentence}>{comparisonSentence(comparisons, version, against)}</p>
      <table className={tables.table} aria-label="Measures of the two versions">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Difference</th>
            <th scope="col">95 % interval</th>
            <th scope="col">p</th>
            <th scope="col">p, Holm</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {measureRows(comparisons).map((row) => (
            <tr key={row.measure}>
              <th scope="row">{row.measure}</th>
              <td>{row.difference}</td>
              <td>{row.interval}</td>
              <td>{row.p}</td>
              <td>{row.adjustedP}</td>
              <td data-tone={verdictTone(row.verdict)}>{row.verdict}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const isNdcg = ({ measure }: MeasureComparison) => measure === 'ndcg@10';

/** Queries by NDCG@10. */
function Counts({ comparison }: { comparison: MeasureComparison | undefined }) {
  if (!comparison) return null;
  const { wins, losses, ties } = comparison;
  return (
    <span className={classes.outcome} title="Queries whose NDCG@10 rose, fell, stayed the same">
      <span data-tone="good">{formatCount(wins)} won</span>
      <span data-tone="bad">{formatCount(losses)} lost</span>
      <span>{formatCount(ties)} tied</span>
    </span>
  );
}
