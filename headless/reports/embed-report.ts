import type { DistillResult } from '#core/node-distilling.ts';
import type { EmbedTableResult } from '#core/node-embedding.ts';
import { bytes, count, duration } from '../terminal/numbers.ts';
import { printable } from '../terminal/width.ts';

/** What an embedding came to, as lines for a person. */
export function embedLines(result: EmbedTableResult): string[] {
  const { rows, dimensions, model, where, seconds, out } = result;
  const rate = seconds > 0 ? ` (${count(rows / seconds)} texts/s)` : '';
  return [
    `${count(rows)} texts in ${count(dimensions)} dimensions by ${printable(model.name)}, ${where}, in ${duration(seconds)}${rate}.`,
    ...shareLines(result),
    `The vectors are in ${printable(out)}.`,
  ];
}

/** What did not have to be embedded, and what has no text. */
function shareLines({ rows, distinct, cached, empty }: EmbedTableResult): string[] {
  const repeated = rows - distinct;
  const parts = [
    ...(repeated > 0 ? [`${count(repeated)} were repetitions`] : []),
    ...(cached > 0 ? [`${count(cached)} came from the cache`] : []),
    ...(empty > 0 ? [`${count(empty)} ${empty === 1 ? 'row has' : 'rows have'} no text`] : []),
  ];
  return parts.length > 0 ? [`${parts.join(', ')}.`] : [];
}

/** What a distillation came to. */
export function distillLines({ model, bytes: size, out, terms }: DistillResult): string[] {
  const own = terms > 0 ? `, ${count(terms)} terms of your own` : '';
  return [
    `${printable(model.name)}: ${count(model.dimensions)} dimensions, ${bytes(size)}${own}.`,
    `The model is in ${printable(out)}. Use it with embed --embedder, or add it with models add.`,
  ];
}
