/** Bounds the memory of a window of very long texts. */
const CHARACTERS_PER_WINDOW = 8_000_000;

/** The same texts in the same order, at most `most` at a time, whatever the pieces of the source. */
export async function* windowsOf(
  source: AsyncIterable<readonly string[]>,
  most: number,
): AsyncGenerator<string[]> {
  let window: string[] = [];
  let characters = 0;
  for await (const piece of source) {
    for (const text of piece) {
      window.push(text);
      characters += text.length;
      if (window.length < most && characters < CHARACTERS_PER_WINDOW) continue;
      yield window;
      window = [];
      characters = 0;
    }
  }
  if (window.length > 0) yield window;
}
