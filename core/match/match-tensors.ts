import { PlumblineError } from '#core/contract/errors.ts';
import type { NumberLists } from '#core/index/number-lists.ts';
import type { TextColumn } from '#core/index/text-column.ts';
import type { TextLookup } from '#core/index/text-lookup.ts';
import type { RowTokens } from './letter-index.ts';
import type { MatchArrays } from './match-index.ts';

type Numbers = Float32Array | Uint32Array | Uint8Array;

/** An array with its shape, as safetensors keeps it. */
export interface NumberTensor {
  shape: number[];
  data: Numbers;
}

const plain = (data: Numbers): NumberTensor => ({ shape: [data.length], data });

const texts = (name: string, { bytes, offsets }: TextColumn) => ({
  [`${name}.bytes`]: plain(bytes),
  [`${name}.offsets`]: plain(offsets),
});

const lists = (name: string, { offsets, values }: NumberLists) => ({
  [`${name}.offsets`]: plain(offsets),
  [`${name}.values`]: plain(values),
});

const lookup = (name: string, { hashes, rows }: TextLookup) => ({
  [`${name}.hashes`]: plain(hashes),
  [`${name}.rows`]: plain(rows),
});

/** Named tensors of everything that is matched against but its vectors. */
export function toTensors({
  terms,
  letters,
  words,
  equal,
  initials,
  sumNorms,
}: MatchArrays): Record<string, NumberTensor> {
  return {
    ...texts('keys', terms.keys),
    ...texts('names', terms.names),
    ...texts('terms', terms.terms),
    ...texts('learnt_from', terms.learntFrom),
    entry_of: plain(terms.entryOf),
    tie_rank: plain(terms.tieRank),
    sum_norms: plain(sumNorms),
    ...lookup('equal', equal),
    ...lookup('initials', initials),
    ...texts('letters.ngrams', letters.ngrams),
    'letters.idf': plain(letters.idf),
    ...lists('letters.postings', letters.postings),
    'letters.counts': plain(letters.counts),
    'letters.rows': plain(letters.rowTokens.rows),
    'letters.starts': plain(letters.rowTokens.starts),
    'letters.tokens': plain(letters.rowTokens.tokens),
    'letters.inverse_norms': plain(letters.inverseNorms),
    ...texts('words.words', words.words),
    'words.digits': plain(words.digits),
    'words.idf': plain(words.idf),
    ...lists('words.row_words', words.rowWords),
    'words.inverse_norms': plain(words.inverseNorms),
    ...lists('words.postings', words.postings),
    'words.counts': plain(words.counts),
    'words.lengths': plain(words.lengths),
  };
}

/** The arrays of `toTensors`, as views. Throws DAMAGED, naming `file`, where they do not fit each other. */
export function fromTensors(
  tensors: ReadonlyMap<string, { data: unknown }>,
  file: string,
): MatchArrays {
  const read = reader(tensors, file);
  const arrays: MatchArrays = {
    terms: {
      keys: read.texts('keys'),
      names: read.texts('names'),
      terms: read.texts('terms'),
      learntFrom: read.texts('learnt_from'),
      entryOf: read.whole('entry_of'),
      tieRank: read.whole('tie_rank'),
    },
    letters: {
      ngrams: read.texts('letters.ngrams'),
      idf: read.floats('letters.idf'),
      postings: read.lists('letters.postings'),
      counts: read.bytes('letters.counts'),
      rowTokens: {
        rows: read.whole('letters.rows'),
        starts: read.whole('letters.starts'),
        tokens: read.whole('letters.tokens'),
      },
      inverseNorms: read.floats('letters.inverse_norms'),
    },
    words: {
      words: read.texts('words.words'),
      digits: read.bytes('words.digits'),
      idf: read.floats('words.idf'),
      rowWords: read.lists('words.row_words'),
      inverseNorms: read.floats('words.inverse_norms'),
      postings: read.lists('words.postings'),
      counts: read.whole('words.counts'),
      lengths: read.whole('words.lengths'),
    },
    equal: read.lookup('equal'),
    initials: read.lookup('initials'),
    sumNorms: read.floats('sum_norms'),
  };
  checkLengths(arrays, file);
  return arrays;
}

function reader(tensors: ReadonlyMap<string, { data: unknown }>, file: string) {
  const of =
    <Type extends Numbers>(type: new (length: number) => Type) =>
    (name: string): Type => {
      const data = tensors.get(name)?.data;
      if (data instanceof type) return data;
      throw damaged(file, `it lacks "${name}"`);
    };
  const [whole, floats, bytes] = [of(Uint32Array), of(Float32Array), of(Uint8Array)];
  const offsets = (name: string, { length }: Numbers) => {
    const found = whole(`${name}.offsets`);
    // Where offsets rise up to the end, no text and no list leads out of its buffer.
    const rising = found.every((value, i) => i === 0 || value >= (found[i - 1] as number));
    if (rising && found[0] === 0 && found.at(-1) === length) return found;
    throw damaged(file, `the offsets of "${name}" do not fit`);
  };
  return {
    ...{ whole, floats, bytes },
    texts(name: string): TextColumn {
      const content = bytes(`${name}.bytes`);
      return { bytes: content, offsets: offsets(name, content) };
    },
    lists(name: string): NumberLists {
      const values = whole(`${name}.values`);
      return { values, offsets: offsets(name, values) };
    },
    lookup: (name: string): TextLookup => ({
      hashes: whole(`${name}.hashes`),
      rows: whole(`${name}.rows`),
    }),
  };
}

/** Arrays over the same things are equally long, and numbers stay below what they count. */
function checkLengths(
  { terms, letters, words, equal, initials, sumNorms }: MatchArrays,
  file: string,
) {
  const count = ({ offsets }: { offsets: Uint32Array }) => offsets.length - 1;
  const entries = count(terms.keys);
  const rows = count(terms.terms);
  const same: [string, number, number][] = [
    ['names', count(terms.names), entries],
    ['tie_rank', terms.tieRank.length, entries],
    ['sum_norms', sumNorms.length, entries],
    ['entry_of', terms.entryOf.length, rows],
    ['letters.idf', letters.idf.length, count(letters.ngrams)],
    ['letters.postings', count(letters.postings), count(letters.ngrams)],
    ['letters.counts', letters.counts.length, letters.postings.values.length],
    ['letters.rows', letters.rowTokens.rows.length, rows],
    ['letters.starts', letters.rowTokens.starts.at(-1) ?? -1, rows],
    ['letters.tokens', letters.rowTokens.tokens.length, tokenCount(letters.rowTokens)],
    ['letters.inverse_norms', letters.inverseNorms.length, rows],
    ['words.digits', words.digits.length, count(words.words)],
    ['words.idf', words.idf.length, count(words.words)],
    ['words.row_words', count(words.rowWords), rows],
    ['words.inverse_norms', words.inverseNorms.length, rows],
    ['words.postings', count(words.postings), count(words.words)],
    ['words.counts', words.counts.length, words.postings.values.length],
    ['words.lengths', words.lengths.length, entries],
    ['equal', equal.rows.length, equal.hashes.length],
    ['initials', initials.rows.length, initials.hashes.length],
  ];
  const wrong = same.find(([, found, wanted]) => found !== wanted);
  if (wrong) throw damaged(file, `"${wrong[0]}" has ${wrong[1]} elements instead of ${wrong[2]}`);
  const below: [string, Uint32Array, number][] = [
    ['entry_of', terms.entryOf, entries],
    ['letters.rows', letters.rowTokens.rows, rows],
    ['tie_rank', terms.tieRank, entries],
    ['words.row_words', words.rowWords.values, count(words.words)],
    ['words.postings', words.postings.values, entries],
    ['equal', equal.rows, rows],
    ['initials', initials.rows, rows],
  ];
  const out = below.find(([, values, bound]) => values.some((value) => value >= bound));
  if (out) throw damaged(file, `"${out[0]}" leads out of its table`);
}

/** Tokens that rows grouped by their number have together. */
function tokenCount({ starts }: RowTokens): number {
  return starts.reduce(
    (sum, start, n) => sum + (n === 0 ? 0 : (n - 1) * (start - (starts[n - 1] as number))),
    0,
  );
}

function damaged(file: string, what: string): PlumblineError {
  return new PlumblineError('DAMAGED', `The match index is not whole: ${what}.`, {
    file,
    remedy: 'Rebuild the index of this version.',
  });
}
