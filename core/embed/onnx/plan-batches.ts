/** How much goes into one run of the session. */
export interface BatchLimits {
  /** Tokens, padding included. */
  tokens: number;
  texts: number;
}

/**
 * Groups texts of like length, so that little is spent on padding: positions in batches, shortest texts first, each
 * batch within the limits unless a single text is over them. Every position is in exactly one batch; texts of the same
 * length stay in their order.
 */
export function planBatches(lengths: ArrayLike<number>, limits: BatchLimits): Uint32Array[] {
  const order = Uint32Array.from({ length: lengths.length }, (_, position) => position);
  order.sort((a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b);
  const batches: Uint32Array[] = [];
  let start = 0;
  for (let i = 0; i < order.length; i += 1) {
    const texts = i - start;
    const width = lengths[order[i] as number] as number;
    const full = texts >= limits.texts || (texts + 1) * width > limits.tokens;
    if (texts === 0 || !full) continue;
    batches.push(order.subarray(start, i));
    start = i;
  }
  if (start < order.length) batches.push(order.subarray(start));
  return batches;
}
