import { useDeferredValue, useMemo, useState } from 'react';
import type { QueryResult } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatMetric } from '#renderer/ui/format.ts';
import { EntryLink } from './EntryLink.tsx';
import { FilterBox } from './FilterBox.tsx';
import { type LongColumn, LongTable, rowsStyle } from './LongTable.tsx';
import { openSearch } from './links.ts';
import { rankWords } from './measure-words.ts';
import {
  filterQueries,
  OUTCOME_MEANING,
  OUTCOME_NAMES,
  type OutcomeFilter,
  outcomeOptions,
} from './queries-view.ts';
import tables from './tables.module.css';

const TEMPLATE = 'minmax(0, 5fr) minmax(0, 4fr) minmax(0, 4fr) 48px 58px 118px';

const COLUMNS: LongColumn<QueryResult>[] = [
  { name: 'Query', cell: ({ query }) => query, title: ({ query }) => query },
  { name: 'Right entry', cell: ({ right }) => <EntryLink entry={right} inGrid /> },
  { name: 'Found first', cell: ({ found }) => <EntryLink entry={found} inGrid /> },
  { name: 'Rank', cell: ({ rank, right }) => (right ? rankWords(rank) : '–'), numeric: true },
  { name: 'NDCG', cell: ({ ndcg, right }) => (right ? formatMetric(ndcg) : '–'), numeric: true },
  {
    name: 'Outcome',
    cell: ({ outcome }) => (
      <span className={tables.outcome} data-outcome={outcome}>
        {OUTCOME_NAMES[outcome]}
      </span>
    ),
    title: ({ outcome }) => OUTCOME_MEANING[outcome],
  },
];

/** Every test query of a version, worst first; Enter opens Search with it. */
export function QueriesCard({ queries }: { queries: readonly QueryResult[] }) {
  const [outcome, setOutcome] = useState<OutcomeFilter>('all');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const rows = useMemo(() => filterQueries(queries, outcome, wanted), [queries, outcome, wanted]);
  return (
    <Card title="Every query" aside="worst first; Enter opens Search with it" flush>
      <div className={tables.long} style={rowsStyle(queries.length)}>
        <FilterBox<OutcomeFilter>
          label="Outcome"
          options={outcomeOptions(queries)}
          value={outcome}
          text={text}
          shown={rows.length}
          onValue={setOutcome}
          onText={setText}
        />
        <LongTable
          key={`${outcome} ${wanted}`}
          label="Every test query"
          columns={COLUMNS}
          template={TEMPLATE}
          rows={rows}
          empty={wanted ? `No query holds “${wanted}”.` : 'There are no such queries.'}
          onOpen={openSearch}
        />
      </div>
    </Card>
  );
}
