/** Enough texts to find many of like length, few enough to be tokenised between two signs of life. */
const TEXTS = 4096;
const LETTERS = 1_000_000;

/** Cuts texts into runs [first, end) that are tokenised and sorted by length together; every text is in one. */
export function* windowsOf(texts: readonly string[]): Generator<[first: number, end: number]> {
  let first = 0;
  let letters = 0;
  for (const [i, text] of texts.entries()) {
    letters += text.length;
    if (i + 1 - first < TEXTS && letters < LETTERS) continue;
    yield [first, i + 1];
    first = i + 1;
    letters = 0;
  }
  if (first < texts.length) yield [first, texts.length];
}
