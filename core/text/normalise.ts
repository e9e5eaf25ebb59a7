/** Printable ASCII with single blanks inside: nothing to do but lower the case, and most texts are such. */
const SIMPLE = /^[!-~]+(?: [!-~]+)*$/;

/**
 * The form in which two texts count as the same: NFKC, case-folded, accents stripped, whitespace squeezed.
 * Splits, the ledger and equality evidence all rest on it, so it never changes within a schema.
 */
export function normaliseText(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
}
