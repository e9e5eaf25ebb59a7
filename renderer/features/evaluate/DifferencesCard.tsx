import { useDeferredValue, useMemo, useState } from 'react';
import type { QueryDifference } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatDifference } from '#renderer/ui/format.ts';
import { EntryLink } from './EntryLink.tsx';
import { FilterBox } from './FilterBox.tsx';
import { type LongColumn, LongTable, rowsStyle } from './LongTable.tsx';
import { openSearch } from './links.ts';
import { rankWords } from './measure-words.ts';
import { type ChangeFilter, changeOptions, filterDifferences, isWon } from './queries-view.ts';
import tables from './tables.module.css';

const TEMPLATE = 'minmax(0, 5fr) minmax(0, 4fr) 92px 76px';

const COLUMNS: LongColumn<QueryDifference>[] = [
  { name: 'Query', cell: ({ query }) => query, title: ({ query }) => query },
  { name: 'Right entry', cell: ({ right }) => <EntryLink entry={right} inGrid /> },
  {
    name: 'Rank',
    cell: (row) => (
      <>
        {rankWords(row.rankBefore)} →{' '}
        <b data-tone={isWon(row) ? 'good' : 'bad'}>{rankWords(row.rankNow)}</b>
      </>
    ),
    numeric: true,
  },
  { name: 'NDCG', cell: ({ before, now }) => formatDifference(now - before), numeric: true },
];

interface Props {
  differences: readonly QueryDifference[];
  version: string;
  against: string;
}

/** The queries that the two versions rank differently, largest change first; Enter opens Search with one. */
export function DifferencesCard({ differences, version, against }: Props) {
  const [change, setChange] = useState<ChangeFilter>('all');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const rows = useMemo(
    () => filterDifferences(differences, change, wanted),
    [differences, change, wanted],
  );
  return (
    <Card title="Queries that differ" aside={`rank in ${against} → ${version}`} flush>
      <div className={tables.long} style={rowsStyle(differences.length)}>
        <FilterBox<ChangeFilter>
          label="Change"
          options={changeOptions(differences)}
          value={change}
          text={text}
          shown={rows.length}
          onValue={setChange}
          onText={setText}
        />
        <LongTable
          key={`${change} ${wanted}`}
          label="Queries that differ"
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
