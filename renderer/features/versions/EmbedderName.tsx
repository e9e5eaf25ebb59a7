import classes from './EmbedderName.module.css';

/** How an embedder's name ends: what else there is beside the model, or its dtype. */
const TAIL = /( \+ .*| (fp32|fp16|int8|uint8|q4|q4f16)\b.*|, .*)$/;

/** An embedder's name. A long one gives way before what it is combined with, where versions differ. */
export function EmbedderName({ name }: { name: string }) {
  const tail = TAIL.exec(name)?.[0] ?? '';
  const head = name.slice(0, name.length - tail.length);
  return (
    <span className={classes.name} title={name}>
      <span className={classes.head} data-long={head.length > 9 || undefined}>
        {head}
      </span>
      {tail && <span className={classes.tail}>{tail}</span>}
    </span>
  );
}
