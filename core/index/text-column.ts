/** Many texts in one buffer: a fraction of what as many strings would take, and as fast to write and read as an array. */
export interface TextColumn {
  /** UTF-8, one text after the other. */
  bytes: Uint8Array;
  /** [texts + 1] where each begins. */
  offsets: Uint32Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Packs texts. A lone surrogate, which no UTF-8 has, becomes U+FFFD. */
export function textColumn(texts: readonly string[]): TextColumn {
  const offsets = new Uint32Array(texts.length + 1);
  let bytes = new Uint8Array(64);
  let used = 0;
  for (let i = 0; i < texts.length; i += 1) {
    const text = texts[i] as string;
    // A UTF-16 code unit takes at most three bytes.
    bytes = withRoom(bytes, used, text.length * 3);
    used += encoder.encodeInto(text, bytes.subarray(used)).written;
    offsets[i + 1] = used;
  }
  return { bytes: bytes.slice(0, used), offsets };
}

function withRoom(bytes: Uint8Array, used: number, more: number): Uint8Array<ArrayBuffer> {
  if (used + more <= bytes.length) return bytes as Uint8Array<ArrayBuffer>;
  const larger = new Uint8Array(Math.max(2 * bytes.length, used + more));
  larger.set(bytes.subarray(0, used));
  return larger;
}

/** The i-th text; '' where there is none. */
export function textAt({ bytes, offsets }: TextColumn, i: number): string {
  const start = offsets[i];
  const end = offsets[i + 1];
  if (start === undefined || end === undefined) return '';
  return decoder.decode(bytes.subarray(start, end));
}

/** How many texts there are. */
export const textCount = ({ offsets }: TextColumn): number => offsets.length - 1;
