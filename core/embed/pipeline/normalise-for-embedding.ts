/** Printable ASCII with single spaces between words, as most texts are: nothing to do. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/**
 * The form in which a text is embedded: NFC, control characters and runs of whitespace to one space, trimmed, half
 * surrogate pairs to U+FFFD. Case stays: models differ in what they make of it. Doing it twice changes nothing.
 */
export function normaliseForEmbedding(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
