const LONGEST_QUOTE = 60;
const NARROW_NO_BREAK_SPACE = '\u202f';

/** A number as people read it: `11 408`, groups parted by a narrow no-break space from 1 000 up. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK_SPACE);
}

/** A difference with its sign and three digits: `+0.021`, `−0.006`. */
export function formatSigned(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

/** `1 row`, `3 rows`, `11 408 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A text in quotes on one line, cut after 60 characters. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line.slice(0, 2 * LONGEST_QUOTE + 1));
  const whole = characters.length <= LONGEST_QUOTE;
  return `“${whole ? line : `${characters.slice(0, LONGEST_QUOTE).join('')}…`}”`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], joint = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}
