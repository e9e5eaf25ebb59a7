import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { EntryRow, JudgmentRow, WorkspaceSummary } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { engine } from '#renderer/api/client.ts';
import { useCollections } from '#renderer/api/hooks.ts';
import { formatCount } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { ENTRY_TEMPLATE, entryColumns, JUDGMENT_TEMPLATE, judgmentColumns } from './columns.tsx';
import classes from './DataScreen.module.css';
import { RowTable } from './RowTable.tsx';
import type { PageQuery } from './use-paged-rows.ts';

type Tab = 'entries' | 'judgments';

const entryPages =
  (collection: string): PageQuery<EntryRow> =>
  (input) =>
    engine.data.entries.queryOptions({ input: { ...input, collection } });
const judgmentPages: PageQuery<JudgmentRow> = (input) =>
  engine.data.judgments.queryOptions({ input });

/** Everything that was imported or judged, in two long tables. */
export function Tables({ counts }: { counts: WorkspaceSummary['counts'] }) {
  const [tab, setTab] = useState<Tab>('entries');
  const [typed, setTyped] = useState('');
  const [filter] = useDebouncedValue(typed.trim(), 150);
  const { shown, others, choose } = useShownCollection();
  const columns = useMemo(() => entryColumns(shown.name), [shown.name]);
  const entries = shown.entries ?? counts.entries;
  const tabs = [
    { value: 'entries', label: `Entries ${formatCount(entries)}` },
    { value: 'judgments', label: `Judgments ${formatCount(counts.judgments)}` },
  ] as const;
  const empty = filter
    ? `Nothing holds “${filter}”.`
    : 'No judgments yet. Add a feedback file, or judge results in Search.';
  return (
    <section className={classes.tables} aria-label="Entries and judgments">
      <div className={classes.toolbar}>
        <Segments<Tab> label="Table" value={tab} options={tabs} onChange={setTab} />
        {tab === 'entries' && others && (
          <NativeSelect
            size="xs"
            aria-label="Collection"
            value={shown.name}
            data={others}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        )}
        <TextInput
          className={classes.filter}
          size="xs"
          type="search"
          aria-label={`Filter ${tab}`}
          placeholder={`Filter ${tab}`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {tab === 'entries' ? (
        <RowTable
          key={`entries of ${shown.name}`}
          label={shown.name === CANONICAL ? 'Entries' : `Entries of ${shown.name}`}
          columns={columns}
          template={ENTRY_TEMPLATE}
          query={entryPages(shown.name)}
          filter={filter}
          empty={empty}
        />
      ) : (
        <RowTable
          key="judgments"
          label="Judgments"
          columns={judgmentColumns}
          template={JUDGMENT_TEMPLATE}
          query={judgmentPages}
          filter={filter}
          empty={empty}
        />
      )}
    </section>
  );
}

/** The collection whose entries are shown; the canonical one again where another was removed. */
function useShownCollection() {
  const collections = useCollections();
  const [chosen, choose] = useState<string>(CANONICAL);
  const found = collections.find(({ name }) => name === chosen);
  const others = collections.map(({ name }) => name).filter((name) => name !== CANONICAL);
  return {
    shown: { name: found?.name ?? CANONICAL, entries: found?.entries },
    others: others.length > 0 ? [CANONICAL, ...others] : null,
    choose,
  };
}
