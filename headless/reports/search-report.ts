import type { SearchHit, SearchResponse } from '#core/contract/search.ts';
import { count, metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';

/** What a search found, as lines for a person. */
export function searchLines({ results, entries, admitted }: SearchResponse): string[] {
  const filtered =
    admitted < entries ? [`${count(admitted)} of ${count(entries)} entries pass the filters.`] : [];
  if (results.length === 0) return ['Nothing was found.', ...filtered];
  const right = { align: 'right' } as const;
  const columns = [
    { title: '', ...right },
    { title: 'key', max: 40 },
    { title: 'name', max: 50 },
    { title: 'best term', max: 60 },
    { title: 'probability', ...right },
    { title: 'band' },
    { title: 'semantic', ...right },
    { title: 'lexical', ...right },
    { title: results.some(({ judged }) => judged !== null) ? 'judged' : '' },
  ];
  return [...table(columns, results.map(resultRow)), ...filtered];
}

function resultRow(hit: SearchHit, index: number): string[] {
  return [
    String(index + 1),
    hit.key,
    hit.name,
    hit.learnt ? `${hit.term} (learnt)` : hit.term,
    metric(hit.probability),
    hit.band ?? '–',
    metric(hit.semantic),
    metric(hit.lexical),
    hit.judged ?? '',
  ];
}
