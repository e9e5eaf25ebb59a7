import { useQuery } from '@tanstack/react-query';
import { engine } from '#renderer/api/client.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { entryAddress } from '#renderer/app/route.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { ScoreBar } from '#renderer/ui/ScoreBar.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './EntryScreen.module.css';

interface Props {
  entryKey: string;
  collection: string;
  version: string | null;
}

const SHOWN = 8;

/** The entries that are nearest in meaning to this one, in its own collection. */
export function Neighbours({ entryKey, collection, version }: Props) {
  const { data, error } = useQuery(
    engine.search.query.queryOptions({
      input: { key: entryKey, collection, in: collection, k: SHOWN, mode: 'meaning' },
      enabled: version !== null,
      staleTime: 60_000,
    }),
  );
  if (version === null) {
    return (
      <Card title="Neighbours in meaning">
        <p className={classes.none}>
          <a href="#/train">Train a version</a> to see which entries are like this one.
        </p>
      </Card>
    );
  }
  return (
    <Card title="Neighbours in meaning" aside={version} flush>
      {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!data && !error && (
        <div className={classes.loading}>
          <SkeletonLines count={5} height={30} />
        </div>
      )}
      {data && (
        <table className={classes.table} aria-label="Neighbours in meaning">
          <thead>
            <tr>
              <th scope="col">Entry</th>
              <th scope="col">Meaning</th>
              <th scope="col">Letters</th>
            </tr>
          </thead>
          <tbody>
            {data.results.map(({ key, name, semantic, lexical }) => (
              <tr key={key}>
                <td>
                  <a href={entryAddress(key, collection)}>{name}</a>{' '}
                  {key !== name && <KeyText value={key} />}
                </td>
                <td>
                  <ScoreBar value={semantic} kind="semantic" />
                </td>
                <td>
                  <ScoreBar value={lexical} kind="lexical" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
