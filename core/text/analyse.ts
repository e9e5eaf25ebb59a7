/** How a text is cut into features, as scikit-learn's vectorizers name it. */
export type Analyser = 'word' | 'char_wb';

export interface AnalyserOptions {
  analyser: Analyser;
  /** Shortest and longest n-gram, in words or in characters. */
  ngramRange: readonly [number, number];
  lowercase: boolean;
  stripAccents: boolean;
  stopWords: readonly string[];
  /** Shortest word kept by the word analyser; scikit-learn's default is 2. */
  minimumWordLength: number;
}

const WORD = /[\p{L}\p{N}_]+/gu;

/** Removes accents by canonical decomposition (NFKD, marks dropped), as scikit-learn's `strip_accents="unicode"`. */
export function stripAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** The words of a text in order; a word is a run of letters, digits and underscores. */
export function words(text: string, minimumLength = 1): string[] {
  const found = text.match(WORD) ?? [];
  return minimumLength <= 1 ? found : found.filter((word) => [...word].length >= minimumLength);
}

function wordNgrams(text: string, options: AnalyserOptions): string[] {
  const { minimumWordLength, stopWords } = options;
  const tokens = words(text, minimumWordLength).filter((word) => !stopWords.includes(word));
  const [shortest, longest] = options.ngramRange;
  const ngrams: string[] = [];
  for (let n = shortest; n <= longest; n += 1) {
    for (let start = 0; start + n <= tokens.length; start += 1) {
      ngrams.push(n === 1 ? (tokens[start] ?? '') : tokens.slice(start, start + n).join(' '));
    }
  }
  return ngrams;
}

const BEYOND_ONE_UNIT = /[\u{10000}-\u{10ffff}]/u;

/** Cuts one padded word into n-grams; a word shorter than n gives itself once. True where no longer n has more to give. */
function pushWordNgrams(padded: string, n: number, into: string[]): boolean {
  into.push(padded.slice(0, n));
  for (let offset = 1; offset + n <= padded.length; offset += 1) {
    into.push(padded.slice(offset, offset + n));
  }
  return padded.length <= n;
}

/** As `pushWordNgrams`, but an emoji or a rare ideograph, two units long, stays whole. */
function pushWholeNgrams(padded: readonly string[], n: number, into: string[]): boolean {
  into.push(padded.slice(0, n).join(''));
  for (let offset = 1; offset + n <= padded.length; offset += 1) {
    into.push(padded.slice(offset, offset + n).join(''));
  }
  return padded.length <= n;
}

/** The n-grams of characters inside the words of a prepared text, with repeats; each word padded with one blank. */
export function charWbNgrams(
  text: string,
  [shortest, longest]: readonly [number, number],
): string[] {
  const ngrams: string[] = [];
  for (const word of text.split(/\s+/u)) {
    if (word === '') continue;
    const padded = ` ${word} `;
    const whole = BEYOND_ONE_UNIT.test(word) ? [...padded] : null;
    for (let n = shortest; n <= longest; n += 1) {
      const done = whole ? pushWholeNgrams(whole, n, ngrams) : pushWordNgrams(padded, n, ngrams);
      if (done) break;
    }
  }
  return ngrams;
}

/**
 * The features of a text, with repeats. `word`: n-grams of words; `char_wb`: n-grams of characters inside words
 * padded with one blank, as scikit-learn's `TfidfVectorizer` defines both.
 */
export function analyse(text: string, options: AnalyserOptions): string[] {
  let prepared = options.lowercase ? text.toLowerCase() : text;
  if (options.stripAccents) prepared = stripAccents(prepared);
  return options.analyser === 'word'
    ? wordNgrams(prepared, options)
    : charWbNgrams(prepared, options.ngramRange);
}
