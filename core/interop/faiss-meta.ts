import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';

const FaissMeta = z.object({ int_ids: z.array(z.number().int()), orig_keys: z.array(z.string()) });
/** `meta.json` of the training service: position by position the ids of `index.faiss` and the keys of their entries. */
export type FaissMeta = z.infer<typeof FaissMeta>;

const IDS_PER_PIECE = 8192;

/** The text of `meta.json` in pieces: row i of the index has the id i, and `keys`, in pieces too, its entry's key. */
export async function* faissMeta(keys: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  let rows = 0;
  yield '{"orig_keys":[';
  for await (const piece of keys) {
    if (piece.length === 0) continue;
    const names = piece.map((key) => JSON.stringify(key)).join(',');
    yield rows === 0 ? names : `,${names}`;
    rows += piece.length;
  }
  yield '],"int_ids":[';
  for (let first = 0; first < rows; first += IDS_PER_PIECE) {
    const length = Math.min(IDS_PER_PIECE, rows - first);
    const ids = Array.from({ length }, (_, i) => first + i).join(',');
    yield first === 0 ? ids : `,${ids}`;
  }
  yield ']}\n';
}

/** Reads `meta.json`. Throws DAMAGED, naming `file`, where it is none or its two lists differ in length. */
export function parseFaissMeta(text: string, file: string): FaissMeta {
  const parsed = FaissMeta.safeParse(parseJson(text));
  if (parsed.success && parsed.data.int_ids.length === parsed.data.orig_keys.length) {
    return parsed.data;
  }
  const message = 'This is no meta.json: "int_ids" and "orig_keys" must be lists of one length.';
  throw new PlumblineError('DAMAGED', message, {
    file,
    remedy: 'Export it again from where it came from.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused as what it is not
  }
}
