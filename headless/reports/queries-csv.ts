import type { EvaluationDetail, QueryResult } from '#core/contract/evaluation-detail.ts';

const COLUMNS: [string, (query: QueryResult) => string | number][] = [
  ['query', ({ query }) => query],
  ['outcome', ({ outcome }) => outcome],
  ['ndcg@10', ({ ndcg }) => ndcg],
  ['rank', ({ rank }) => rank ?? ''],
  ['right_key', ({ right }) => right?.key ?? ''],
  ['right_name', ({ right }) => right?.name ?? ''],
  ['found_key', ({ found }) => found?.key ?? ''],
  ['found_name', ({ found }) => found?.name ?? ''],
];

/** What became of every test query as CSV (RFC 4180), worst first; '' without a detail. */
export function queriesCsv(detail: Pick<EvaluationDetail, 'queries'> | null): string {
  if (detail === null) return '';
  const header = COLUMNS.map(([name]) => name).join();
  const lines = detail.queries.map((query) => COLUMNS.map(([, of]) => cell(of(query))).join());
  return [header, ...lines, ''].join('\r\n');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
