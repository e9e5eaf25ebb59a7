import { formatAgo } from './format.ts';

/** A relative time with the exact one on hover. */
export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {formatAgo(at, new Date())}
    </time>
  );
}
