import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntryRow, SearchHit } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { formatCount, formatProbability } from '#renderer/ui/format.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import classes from './Inspector.module.css';
import { describeRival, orderTerms } from './search-view.ts';
import { Waterfall } from './Waterfall.tsx';

const SHOWN_TERMS = 12;
const SHOWN_JUDGMENTS = 5;

interface Props {
  results: readonly SearchHit[];
  index: number;
}

/** Why a hit stands where it stands, and what is known about its entry. */
export function Inspector({ results, index }: Props) {
  const hit = results[index];
  if (!hit) return <p className={classes.nothing}>Choose a result to see why it stands there.</p>;
  const rival = describeRival(results, index);
  return (
    <>
      <header className={classes.header}>
        <div>
          <h2 title={hit.name}>{hit.name}</h2>
          {hit.key !== hit.name && <CopyableKey value={hit.key} limit={36} />}
        </div>
        {hit.band && <BandChip band={hit.band} />}
      </header>
      <section className={classes.part}>
        <h3>Why {hit.probability === null ? 'here' : formatProbability(hit.probability)}</h3>
        {hit.contributions.length > 0 ? (
          <Waterfall contributions={hit.contributions} />
        ) : (
          <p className={classes.dim}>
            This version has no match model: hits are ordered by their place in the semantic and the
            lexical list.
          </p>
        )}
        {rival && (
          <p className={classes.rival} title={rival.name}>
            {rival.label} <b>{rival.name}</b> {rival.at}
          </p>
        )}
      </section>
      <EntryParts hit={hit} />
    </>
  );
}

function EntryParts({ hit }: { hit: SearchHit }) {
  const { data } = useQuery(
    engine.data.entries.queryOptions({ input: { filter: hit.key, limit: 50 } }),
  );
  const entry = data?.rows.find(({ key }) => key === hit.key);
  if (!entry) return null;
  return (
    <>
      <Terms key={hit.key} entry={entry} matching={hit.term} />
      <Judgments entry={entry} />
    </>
  );
}

function Terms({ entry, matching }: { entry: EntryRow; matching: string }) {
  const [all, setAll] = useState(false);
  const terms = orderTerms(entry.terms, matching);
  const hidden = terms.length - SHOWN_TERMS;
  return (
    <section className={classes.part}>
      <h3>
        Terms <span>{formatCount(entry.termCount)}</span>
      </h3>
      <ul className={classes.terms}>
        {(all ? terms : terms.slice(0, SHOWN_TERMS)).map((term) => (
          <li key={term} data-matching={term === matching || undefined}>
            {term}
          </li>
        ))}
        {hidden > 0 && !all && (
          <li className={classes.more}>
            <button type="button" onClick={() => setAll(true)}>
              {formatCount(hidden)} more
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Judgments({ entry }: { entry: EntryRow }) {
  const { yes, no } = entry.judgments;
  const { data } = useQuery(
    engine.data.judgments.queryOptions({
      input: { filter: entry.key, limit: 50 },
      enabled: yes + no > 0,
    }),
  );
  const rows = (data?.rows ?? []).filter(({ key }) => key === entry.key);
  return (
    <section className={classes.part}>
      <h3>
        Judgments{' '}
        <span>
          {formatCount(yes)} right, {formatCount(no)} wrong
        </span>
      </h3>
      <ul className={classes.judgments}>
        {rows.slice(0, SHOWN_JUDGMENTS).map(({ id, query, verdict, at }) => (
          <li key={id}>
            <span title={query}>{query}</span>
            <span data-verdict={verdict}>{verdict === 'yes' ? '✓ right' : '✕ wrong'}</span>
            <Ago at={at} />
          </li>
        ))}
      </ul>
    </section>
  );
}
