import type { Contribution, Explanation, HitSummary } from '#core/contract/search.ts';
import { metric } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { printable } from '../terminal/width.ts';

/** Characters of the longest bar. */
const WIDEST_BAR = 24;

/** Why an entry stands where it stands, as lines for a person. */
export function explanationLines(explanation: Explanation, paint: Paint): string[] {
  const { hit, rank, others } = explanation;
  const place = rank === null ? 'is not among the candidates' : `is number ${rank}`;
  const term = hit.learnt ? 'a learnt term' : 'a term of its own';
  return [
    paint('bold', `Why ${printable(hit.name)} ${place}`),
    `  best term: ${printable(hit.term)}, ${term}`,
    ...evidenceLines(explanation).map((line) => `  ${line}`),
    ...runnerUpLines(explanation).map((line) => `  ${line}`),
    ...others.map((other) => `  ${otherLine(other)}`),
  ];
}

function evidenceLines({ hit, evidence }: Explanation): string[] {
  const right = { align: 'right' } as const;
  if (hit.contributions.length === 0) {
    // Without a match model nothing is weighed; what was seen is still worth knowing.
    const seen = evidence.filter(({ value }) => value !== 0);
    const rows = seen.map(({ name, group, value }) => [group, name, metric(value)]);
    return table([{ title: 'evidence' }, { title: '' }, { title: 'value', ...right }], rows);
  }
  const sorted = hit.contributions.toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));
  const sum = sorted.reduce((total, { logOdds }) => total + logOdds, 0);
  const largest = Math.max(...sorted.map(({ logOdds }) => Math.abs(logOdds)));
  const rows = sorted.map((one) => [one.name, signed(one.logOdds), bar(one, largest)]);
  const total = ['together', signed(sum), `probability ${metric(hit.probability)}`];
  return table(
    [{ title: 'evidence' }, { title: 'log-odds', ...right }, { title: '' }],
    [...rows, total],
  );
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${metric(Math.abs(value))}`;

function bar({ logOdds }: Contribution, largest: number): string {
  if (largest === 0) return '';
  const length = Math.round((WIDEST_BAR * Math.abs(logOdds)) / largest);
  return (logOdds < 0 ? '░' : '█').repeat(length);
}

function runnerUpLines({ runnerUp, margin, rank }: Explanation): string[] {
  if (runnerUp === null) return ['No other entry was found.'];
  const title = rank === 1 ? 'next' : 'best other';
  const far = margin === null ? '' : `, ${metric(Math.abs(margin))} ${behind(margin)} in log-odds`;
  return [`${title}: ${named(runnerUp)}${far}`];
}

const behind = (margin: number) => (margin < 0 ? 'ahead' : 'behind');

function named({ key, name, probability }: HitSummary): string {
  const known = probability === null ? '' : `, probability ${metric(probability)}`;
  return `${printable(name)} (${printable(key)})${known}`;
}

function otherLine({ version, first, rank, agrees, failure }: Explanation['others'][number]) {
  if (failure !== null) return `${version} could not be asked: ${printable(failure)}`;
  if (agrees) return `${version} agrees on the first`;
  const place = rank === null ? 'does not find this one' : `has this one as number ${rank}`;
  return first === null
    ? `${version} finds nothing`
    : `${version} puts ${named(first)} first and ${place}`;
}
