import { useClipboard } from '@mantine/hooks';
import { splitForCut } from './format.ts';
import classes from './KeyText.module.css';

interface Props {
  value: string;
  /** The most characters that it may be wide. */
  limit?: number;
}

/** An id in mono, cut in the middle where it has too little room; the whole on hover. */
export function KeyText({ value, limit = 22 }: Props) {
  return (
    <span className={classes.key} style={widest(limit)} title={value}>
      <Cut text={value} />
    </span>
  );
}

/** The same, and a click copies the whole. */
export function CopyableKey({ value, limit = 22 }: Props) {
  const clipboard = useClipboard({ timeout: 1200 });
  return (
    <button
      type="button"
      className={classes.copy}
      style={widest(limit)}
      title={`${value}, click to copy`}
      onClick={() => clipboard.copy(value)}
    >
      {clipboard.copied ? 'copied' : <Cut text={value} />}
    </button>
  );
}

/** The beginning gives way, the end stays: ids differ there. */
function Cut({ text }: { text: string }) {
  const [head, tail] = splitForCut(text);
  return (
    <>
      <span className={classes.head}>{head}</span>
      {tail && <span className={classes.tail}>{tail}</span>}
    </>
  );
}

function widest(limit: number) {
  return { maxWidth: `min(100%, ${limit + 1}ch)` };
}
