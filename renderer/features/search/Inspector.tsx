import { Button } from '@mantine/core';
import type { SearchHit } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { entryAddress } from '#renderer/app/route.ts';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { EntryFields } from '../entry/EntryFields.tsx';
import { EntryJudgments } from '../entry/EntryJudgments.tsx';
import { EntryTerms } from '../entry/EntryTerms.tsx';
import { fieldRows, judgmentWords, orderTerms, termsWords } from '../entry/entry-view.ts';
import { useEntry } from '../entry/use-entry.ts';
import classes from './Inspector.module.css';
import { searchIdentity } from './search-request.ts';
import { useRested } from './use-explanation.ts';
import type { Answer } from './use-search.ts';
import { Why } from './Why.tsx';

const SHOWN_TERMS = 10;
const SHOWN_JUDGMENTS = 5;

interface Props {
  answer: Answer;
  index: number;
  onLikeThis(hit: SearchHit): void;
}

/** Why a hit stands where it stands, and what is known about its entry. */
export function Inspector({ answer, index, onLikeThis }: Props) {
  const hit = answer.results[index];
  const rested = useRested(`${searchIdentity(answer.request)} ${hit?.key}`);
  if (!hit) return <p className={classes.dim}>Choose a result to see why it stands there.</p>;
  const collection = answer.request.in ?? CANONICAL;
  return (
    <>
      <header className={classes.header}>
        <div>
          <h2 title={hit.name}>{hit.name}</h2>
          {hit.key !== hit.name && <CopyableKey value={hit.key} limit={36} />}
        </div>
        {hit.band && <BandChip band={hit.band} />}
      </header>
      <div className={classes.actions}>
        <Button size="compact-xs" component="a" href={entryAddress(hit.key, collection)}>
          Open entry
        </Button>
        <Button size="compact-xs" onClick={() => onLikeThis(hit)}>
          Like this one
        </Button>
      </div>
      <Why key={hit.key} request={answer.request} hit={hit} place={index + 1} rested={rested} />
      <AboutEntry key={`entry ${hit.key}`} hit={hit} collection={collection} rested={rested} />
    </>
  );
}

interface AboutProps {
  hit: SearchHit;
  collection: string;
  rested: boolean;
}

function AboutEntry({ hit, collection, rested }: AboutProps) {
  const { data: entry, error } = useEntry(hit.key, collection, rested);
  if (error && !isUnreachable(error)) {
    return <p className={classes.failure}>{toFailure(error).message}</p>;
  }
  if (!entry) {
    return (
      <section className={classes.part}>
        <SkeletonLines count={4} height={26} />
      </section>
    );
  }
  const fields = fieldRows(entry.fields);
  const { yes, no } = entry.judgmentCount;
  const hidden = yes + no - Math.min(SHOWN_JUDGMENTS, entry.judgments.length);
  return (
    <>
      <section className={classes.part}>
        <h3>
          Terms <span>{termsWords(entry)}</span>
        </h3>
        <EntryTerms
          terms={orderTerms(entry.terms, hit)}
          count={entry.termCount}
          limit={SHOWN_TERMS}
        />
      </section>
      {fields.length > 0 && (
        <section className={classes.part}>
          <h3>Fields</h3>
          <EntryFields rows={fields} />
        </section>
      )}
      {(collection === CANONICAL || yes + no > 0) && (
        <section className={classes.part}>
          <h3>
            Judgments <span>{judgmentWords(entry.judgmentCount)}</span>
          </h3>
          <EntryJudgments rows={entry.judgments.slice(0, SHOWN_JUDGMENTS)} />
          {hidden > 0 && (
            <p className={classes.more}>
              <a href={entryAddress(hit.key, collection)}>{formatCount(hidden)} more</a>
            </p>
          )}
        </section>
      )}
    </>
  );
}
