import { useClipboard } from '@mantine/hooks';
import { truncateMiddle } from './format.ts';
import classes from './KeyText.module.css';

/** An id in mono, cut in the middle; the whole on hover. */
export function KeyText({ value, limit = 22 }: { value: string; limit?: number }) {
  return (
    <span className={classes.key} title={value}>
      {truncateMiddle(value, limit)}
    </span>
  );
}

/** The same, and a click copies the whole. */
export function CopyableKey({ value, limit = 22 }: { value: string; limit?: number }) {
  const clipboard = useClipboard({ timeout: 1200 });
  return (
    <button
      type="button"
      className={classes.copy}
      title={`${value}, click to copy`}
      onClick={() => clipboard.copy(value)}
    >
      {clipboard.copied ? 'copied' : truncateMiddle(value, limit)}
    </button>
  );
}
