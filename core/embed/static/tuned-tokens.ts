import { PlumblineError } from '#core/contract/errors.ts';
import { addRow, requireFinite, type StaticRows } from './static-rows.ts';

/** Vectors that stand for those of a static model, for some of its tokens. */
export interface TunedTokens {
  /** [n] token ids, ascending. */
  ids: Uint32Array;
  /** Row i is the vector of token `ids[i]`. */
  rows: StaticRows;
}

/** Adds a token's vector to the numbers of `into` from `offset` on. */
export type AddToken = (token: number, into: Float32Array | Float64Array, offset?: number) => void;

/** Takes each token from `tuned` where it is there, else from the model, whose rows stay as they are. */
export function tokenAdder(model: StaticRows, tuned: TunedTokens | null): AddToken {
  if (tuned === null) return (token, into, offset) => addRow(model, token, into, offset);
  const { ids, rows } = tuned;
  if (rows.dimensions !== model.dimensions || ids.some((id) => id >= model.tokens)) {
    throw damaged('The tuned tokens are for another model.');
  }
  const places = new Int32Array(model.tokens).fill(-1);
  ids.forEach((id, place) => {
    places[id] = place;
  });
  return (token, into, offset) => {
    const place = places[token] ?? -1;
    if (place < 0) addRow(model, token, into, offset);
    else addRow(rows, place, into, offset);
  };
}

type Stored = Record<string, { shape: number[]; data: ArrayLike<number> }>;

/** Tuned tokens as arrays, for storing. */
export function tokensToArrays({ ids, rows }: TunedTokens) {
  const scales = rows.scales && { scales: { shape: [rows.tokens], data: rows.scales } };
  return {
    ids: { shape: [ids.length], data: ids },
    rows: { shape: [rows.tokens, rows.dimensions], data: rows.rows },
    ...scales,
  };
}

/** The opposite of `tokensToArrays`. Throws DAMAGED, naming `file`, where an array is missing, too short or not finite. */
export function tokensFromArrays({ ids, rows, scales }: Stored, file: string): TunedTokens {
  const [tokens = 0, dimensions = 0] = rows?.shape ?? [];
  const own = ids?.data;
  const values = rows?.data;
  const whole = dimensions > 0 && own?.length === tokens;
  const bytes = values instanceof Int8Array && scales?.data.length === tokens;
  if (!whole || !isAscending(own) || !(bytes || values instanceof Float32Array)) {
    throw damaged('The tuned tokens are not whole.', file);
  }
  const factors = bytes ? Float32Array.from(scales.data) : null;
  const tuned = { tokens, dimensions, rows: values, scales: factors };
  requireFinite(tuned, file);
  return { ids: own, rows: tuned };
}

const isAscending = (ids: ArrayLike<number>): ids is Uint32Array =>
  ids instanceof Uint32Array && ids.every((id, i) => i === 0 || id > (ids[i - 1] as number));

function damaged(message: string, file?: string): PlumblineError {
  const remedy = 'Train a new version.';
  return new PlumblineError('DAMAGED', message, file === undefined ? { remedy } : { file, remedy });
}
