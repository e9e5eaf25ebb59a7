import type { CacheOverview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes, formatCount } from '#renderer/ui/format.ts';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { useCacheOverview, useClearCache } from '../models/use-models.ts';
import classes from './CacheCard.module.css';
import { cacheFill, hitRate, spacesBySize } from './cache-view.ts';
import shared from './SettingsScreen.module.css';

const LIMIT_RANGE = [16, 1_000_000] as const;

/** Vectors that were made once and are kept: how many, how useful, and how to be rid of them. */
export function CacheCard({ limitMb, readOnly }: { limitMb: number; readOnly: boolean }) {
  const { data: cache, error } = useCacheOverview();
  return (
    <Card
      title="Embedding cache"
      // What cannot be read can still be cleared.
      aside={(cache || error) && <ClearButton cache={cache} readOnly={readOnly} />}
      flush
    >
      {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!cache && !error && (
        <div className={shared.inset}>
          <SkeletonLines count={4} height={24} />
        </div>
      )}
      {cache && (
        <>
          <div className={shared.inset}>
            <Fill cache={cache} />
            <HitRate cache={cache} />
            <Limit limitMb={limitMb} readOnly={readOnly} />
          </div>
          <Spaces cache={cache} />
        </>
      )}
    </Card>
  );
}

function ClearButton({ cache, readOnly }: { cache: CacheOverview | undefined; readOnly: boolean }) {
  const clear = useClearCache();
  const obstacle = readOnly
    ? 'This workspace can only be read here.'
    : cache?.spaces.length === 0
      ? 'It is empty.'
      : null;
  return (
    <ConfirmButton
      label="Clear"
      name="Clear the embedding cache"
      question={
        <>
          {cache
            ? `${formatBytes(cache.bytes)} of vectors are deleted.`
            : 'All vectors in it are deleted.'}{' '}
          This is safe: no version needs them, and the next training makes those again that it asks
          for.
        </>
      }
      obstacle={obstacle}
      busy={clear.isPending}
      onConfirm={() => clear.mutate()}
    />
  );
}

function Fill({ cache }: { cache: CacheOverview }) {
  const { words, share } = cacheFill(cache);
  return (
    <>
      <p>{words}</p>
      {/* The words above say it. */}
      <div className={classes.fill} aria-hidden="true">
        <div style={{ width: `${share * 100}%` }} />
      </div>
    </>
  );
}

function HitRate({ cache }: { cache: CacheOverview }) {
  const rate = hitRate(cache);
  if (!rate) return <p className={shared.note}>No text has been asked for yet.</p>;
  return (
    <p className={classes.rate}>
      <strong>{rate.percent}</strong> <span>found: {rate.words}</span>
    </p>
  );
}

function Limit({ limitMb, readOnly }: { limitMb: number; readOnly: boolean }) {
  const change = useSettingsChange();
  return (
    <div className={classes.limit}>
      <span>Keep at most</span>
      <NumberSetting
        title="Limit of the cache in megabytes"
        hint="What was not used for the longest time goes first"
        value={limitMb}
        range={LIMIT_RANGE}
        disabled={readOnly}
        onKeep={(value) => value !== null && change.mutate({ cacheLimitMb: value })}
      />
      <span>MB</span>
    </div>
  );
}

function Spaces({ cache }: { cache: CacheOverview }) {
  if (cache.spaces.length === 0) return null;
  return (
    <table className={shared.table} aria-label="Vectors by model">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" className={shared.number}>
            Vectors
          </th>
          <th scope="col" className={shared.number}>
            Size
          </th>
          <th scope="col" className={shared.number}>
            Used
          </th>
        </tr>
      </thead>
      <tbody>
        {spacesBySize(cache).map(({ space, name, vectors, bytes, lastUsedAt }) => (
          <tr key={space}>
            <td className={classes.space} title={`${name}, space ${space}`}>
              {name}
            </td>
            <td className={shared.number}>{formatCount(vectors)}</td>
            <td className={shared.number}>{formatBytes(bytes)}</td>
            <td className={`${shared.number} ${shared.dim}`}>
              <Ago at={lastUsedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
