export interface DecodedText {
  text: string;
  /** As the user reads it: `UTF-8`, `UTF-8 with BOM`, `UTF-16LE`, `UTF-16BE` or `windows-1252`. */
  encoding: string;
}

const SAMPLE_BYTES = 4096;
/** Share of 16-bit units whose high byte is NUL, from which a text without a BOM counts as UTF-16. */
const UTF16_SHARE = 0.4;
/** The characters of 0x80–0x9F in windows-1252, as the WHATWG Encoding Standard has them. */
const FROM_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of a file and the encoding that it turned out to be in. UTF-8 and UTF-16 are told by their
 * BOM, UTF-16 without one by its NUL pattern; what is not valid UTF-8 is read as windows-1252 (of which
 * latin-1 is a part). Never throws: bytes that fit nothing become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const proven = provenEncoding(bytes);
  if (proven) {
    const { label, encoding } = proven;
    return { text: new TextDecoder(label).decode(bytes), encoding };
  }
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'UTF-8' };
  return { text: decodeWindows1252(bytes), encoding: 'windows-1252' };
}

/** What the first bytes of a file prove: a BOM, or UTF-16 by its NULs. `label` is TextDecoder's, which drops the BOM. */
export function provenEncoding(head: Uint8Array): { label: string; encoding: string } | undefined {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return { label: 'utf-8', encoding: 'UTF-8 with BOM' };
  if (startsWith(head, [0xff, 0xfe])) return { label: 'utf-16le', encoding: 'UTF-16LE' };
  if (startsWith(head, [0xfe, 0xff])) return { label: 'utf-16be', encoding: 'UTF-16BE' };
  const utf16 = utf16ByNuls(head.subarray(0, SAMPLE_BYTES));
  return utf16 && { label: utf16.toLowerCase(), encoding: utf16 };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Most characters of a table or of JSON are ASCII: one of their two bytes in UTF-16 is NUL, always the same one. */
function utf16ByNuls(sample: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const pairs = sample.length >> 1;
  if (pairs === 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < 2 * pairs; at += 2) {
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  if (odd >= UTF16_SHARE * pairs && even * 20 <= odd) return 'UTF-16LE';
  if (even >= UTF16_SHARE * pairs && odd * 20 <= even) return 'UTF-16BE';
  return undefined;
}

/** By hand: TextDecoder('windows-1252') has given latin-1 control characters for 0x80–0x9F in some Node releases. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += SAMPLE_BYTES) {
    const units = Uint16Array.from(bytes.subarray(start, start + SAMPLE_BYTES), windows1252Unit);
    pieces.push(String.fromCharCode(...units));
  }
  return pieces.join('');
}

function windows1252Unit(byte: number): number {
  return byte >= 0x80 && byte < 0xa0 ? FROM_0X80.charCodeAt(byte - 0x80) : byte;
}
