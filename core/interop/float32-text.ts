/** 10^p is a whole number without rounding up to here. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** As many significant digits tell every float32 from its neighbours, and so few may do. */
const MOST_DIGITS = 9;
const FEWEST_DIGITS = 6;
/** Smaller ones are written with an exponent, by the slow way. */
const LEAST = 1e-7;

const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/**
 * Writes a float32 as a decimal number in ASCII with about the fewest digits that round to it again, and returns where it
 * ended; at most 25 bytes. Numbers up to 1, as in unit vectors, take a fast way. Throws RangeError where it is not finite.
 */
export function writeFloat32(value: number, bytes: Uint8Array, start: number): number {
  const size = Math.abs(value);
  if (!(size >= LEAST && size < 1)) return writeText(shortText(value), bytes, start);
  let at = start;
  if (value < 0) bytes[at++] = MINUS;
  bytes[at++] = ZERO;
  bytes[at++] = POINT;
  let places = FEWEST_DIGITS;
  for (let bound = 0.1; size < bound; bound /= 10) places += 1;
  const most = places + MOST_DIGITS - FEWEST_DIGITS;
  for (; places < most; places += 1) {
    const scale = POWERS[places] as number;
    const digits = Math.round(size * scale);
    if (Math.fround(digits / scale) === size) return writeDigits(digits, places, bytes, at);
  }
  return writeDigits(Math.round(size * (POWERS[most] as number)), most, bytes, at);
}

/** `digits` · 10^-places, without the zeros at its end. */
function writeDigits(digits: number, places: number, bytes: Uint8Array, at: number): number {
  let left = digits;
  let length = places;
  while (length > 1 && left % 10 === 0) {
    left /= 10;
    length -= 1;
  }
  for (let place = at + length - 1; place >= at; place -= 1) {
    const rest = Math.floor(left / 10);
    bytes[place] = ZERO + (left - rest * 10);
    left = rest;
  }
  return at + length;
}

function shortText(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written as JSON`);
  for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(MOST_DIGITS)));
}

function writeText(text: string, bytes: Uint8Array, start: number): number {
  for (let i = 0; i < text.length; i += 1) bytes[start + i] = text.charCodeAt(i);
  return start + text.length;
}
