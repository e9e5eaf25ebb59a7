/** The settings of a `BertNormalizer`. */
export interface BertNormaliserSettings {
  cleanText: boolean;
  handleChineseChars: boolean;
  stripAccents: boolean;
  lowercase: boolean;
}

const PLAIN_ASCII = /^[ -~]*$/;
const CHINESE: readonly (readonly [number, number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0x2f800, 0x2fa1f],
];
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const WHITE_SPACE = /\p{White_Space}/u;
const REPLACEMENT_CHARACTER = '\ufffd';

/**
 * The normaliser of BERT as the reference library (`tokenizers`) has it: cleaned, Chinese characters set apart, accents
 * stripped, lower case. Applying it twice changes nothing more.
 */
export function bertNormaliser(settings: BertNormaliserSettings): (text: string) => string {
  const { cleanText, handleChineseChars, stripAccents, lowercase } = settings;
  return (text) => {
    if (PLAIN_ASCII.test(text)) return lowercase ? text.toLowerCase() : text;
    let result = cleanText ? clean(text) : text;
    if (handleChineseChars) result = setChineseApart(result);
    if (stripAccents) result = result.normalize('NFD').replace(/\p{Mn}/gu, '');
    return lowercase ? lower(result) : result;
  };
}

function clean(text: string): string {
  let result = '';
  for (const character of text) {
    if (character === '\t' || character === '\n' || character === '\r') result += ' ';
    else if (character === REPLACEMENT_CHARACTER || CONTROL.test(character)) continue;
    else result += WHITE_SPACE.test(character) ? ' ' : character;
  }
  return result;
}

function setChineseApart(text: string): string {
  let result = '';
  for (const character of text) {
    result += isChinese(character.codePointAt(0) ?? 0) ? ` ${character} ` : character;
  }
  return result;
}

function isChinese(codePoint: number): boolean {
  return CHINESE.some(([from, to]) => codePoint >= from && codePoint <= to);
}

/** The reference takes each character by itself; JavaScript would make a capital sigma at the end of a word another letter. */
function lower(text: string): string {
  return text.includes('Σ')
    ? text
        .split('Σ')
        .map((part) => part.toLowerCase())
        .join('σ')
    : text.toLowerCase();
}
