/** Texts as the model reads them, padded on the right to the longest. */
export interface TokenBatch {
  rows: number;
  width: number;
  /** [rows × width] */
  ids: Int32Array;
  /** [rows × width]: 1 for a token of the text, 0 for padding. */
  mask: Int32Array;
}

/** Pads token ids to the longest of them. */
export function padBatch(texts: readonly Int32Array[], padId: number): TokenBatch {
  const rows = texts.length;
  const width = texts.reduce((most, text) => Math.max(most, text.length), 1);
  const ids = new Int32Array(rows * width).fill(padId);
  const mask = new Int32Array(rows * width);
  texts.forEach((text, row) => {
    ids.set(text, row * width);
    mask.fill(1, row * width, row * width + text.length);
  });
  return { rows, width, ids, mask };
}

/** Rows `from` to `to` (not included) of a batch. Its padding stays, so that nothing about the rows changes. */
export function sliceBatch({ width, ids, mask }: TokenBatch, from: number, to: number): TokenBatch {
  return {
    rows: to - from,
    width,
    ids: ids.subarray(from * width, to * width),
    mask: mask.subarray(from * width, to * width),
  };
}
