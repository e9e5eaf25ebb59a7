// What may not stand in XML, or turns the direction of the text around it.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** A text of somebody's data that can stand in a picture or a page: no control characters, no halves of characters. */
export function plainText(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(UNSAFE, '·')
    .replace(/\p{Surrogate}/gu, '·');
}

/** The text cut to at most `most` characters, ending in `…` where something was cut. */
export function shorten(text: string, most: number): string {
  const characters = Array.from(plainText(text));
  if (characters.length <= most) return characters.join('');
  return `${characters
    .slice(0, Math.max(1, most - 1))
    .join('')
    .trimEnd()}…`;
}
