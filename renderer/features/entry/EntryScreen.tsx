import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { EntryView } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { Fact, Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { EntryFields } from './EntryFields.tsx';
import { EntryJudgments } from './EntryJudgments.tsx';
import classes from './EntryScreen.module.css';
import { EntryTerms } from './EntryTerms.tsx';
import { fieldRows, judgmentWords, orderTerms, shownWords, termsWords } from './entry-view.ts';
import { Neighbours } from './Neighbours.tsx';
import { ReachedBy } from './ReachedBy.tsx';
import { useEntry } from './use-entry.ts';

const SHOWN_TERMS = 80;

/** Everything about one entry: what it is called, what it is near, and what was said of it. */
export function EntryScreen() {
  const { params } = useRoute();
  const key = params.key ?? '';
  const collection = params.in || CANONICAL;
  const { data: entry, error } = useEntry(key, collection, key !== '');
  if (error && !isUnreachable(error)) {
    return (
      <Page title={key || 'Entry'} actions={<Back />}>
        <Card flush>
          <ErrorState failure={toFailure(error)} />
        </Card>
      </Page>
    );
  }
  if (!entry) {
    return (
      <Page title={key || 'Entry'} actions={<Back />}>
        {key === '' ? <p>No entry was chosen.</p> : <SkeletonLines count={8} height={44} />}
      </Page>
    );
  }
  return <Entry key={`${collection} ${key}`} entry={entry} />;
}

function Entry({ entry }: { entry: EntryView }) {
  const { key, name, collection } = entry;
  return (
    <Page
      title={name}
      facts={
        <>
          {key !== name && <CopyableKey value={key} limit={40} />}
          {collection !== CANONICAL && <Fact>{collection}</Fact>}
        </>
      }
      actions={
        <>
          <Back />
          <Button variant="filled" onClick={() => likeThisOne(key, collection)}>
            Like this one
          </Button>
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <Card title="Terms" aside={termsWords(entry)}>
            <EntryTerms
              terms={orderTerms(entry.terms, null)}
              count={entry.termCount}
              limit={SHOWN_TERMS}
            />
          </Card>
          <Fields entry={entry} />
          <Judgments entry={entry} />
        </div>
        <div className={classes.column}>
          <Neighbours entryKey={key} collection={collection} version={entry.version} />
          <ReachedBy entry={entry} />
        </div>
      </div>
    </Page>
  );
}

function Fields({ entry }: { entry: EntryView }) {
  const rows = fieldRows(entry.fields);
  if (rows.length === 0) return null;
  return (
    <Card title="Fields" aside={formatCount(rows.length)}>
      <EntryFields rows={rows} />
    </Card>
  );
}

function Judgments({ entry: { judgments, judgmentCount, collection } }: { entry: EntryView }) {
  if (collection !== CANONICAL && judgments.length === 0) return null;
  const all = judgmentCount.yes + judgmentCount.no;
  return (
    <Card title="Judgments" aside={judgmentWords(judgmentCount)}>
      {judgments.length === 0 ? (
        <p className={classes.none}>Nobody has judged a query of this entry yet.</p>
      ) : (
        <EntryJudgments rows={judgments} />
      )}
      {judgments.length < all && (
        <p className={classes.none}>{shownWords(judgments.length, all, 'judgment')}</p>
      )}
    </Card>
  );
}

/** To where one came from, as the browser's own button goes. */
function Back() {
  return (
    <Button
      leftSection={<IconArrowLeft size={15} stroke={1.8} aria-hidden="true" />}
      onClick={() => (window.history.length > 1 ? window.history.back() : navigate('search'))}
    >
      Back
    </Button>
  );
}

function likeThisOne(key: string, collection: string): void {
  const where = collection === CANONICAL ? '' : collection;
  navigate('search', { q: key, by: 'key', from: where, in: where });
}
