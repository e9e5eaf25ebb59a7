import { PlumblineError } from '#core/contract/errors.ts';
import type { MatchHit } from '#core/contract/search.ts';

/**
 * Position of the column called `name`: exactly, or without regard to case and outer spaces.
 * Throws BAD_INPUT, naming the columns there are, when none or several are called so.
 */
export function chooseColumn(header: readonly string[], name: string, file: string): number {
  for (const same of [exactly, loosely]) {
    const found = header.flatMap((title, index) => (same(title, name) ? [index] : []));
    if (found.length === 1) return found[0] as number;
    if (found.length > 1) throw columnError(`has ${found.length} columns "${name}"`, header, file);
  }
  throw columnError(`has no column "${name}"`, header, file);
}

/** Names of the columns to add. Throws BAD_INPUT where the table has one of them already. */
export function newColumns(
  header: readonly string[],
  { k, prefix }: { k: number; prefix: string },
  file: string,
): string[] {
  const names = ranks(k).flatMap((rank) =>
    ['key', 'term', 'probability', 'band'].map(
      (what) => `${prefix}${what}${rank === 1 ? '' : `_${rank}`}`,
    ),
  );
  const taken = names.find((name) => header.includes(name));
  if (taken === undefined) return names;
  throw new PlumblineError('BAD_INPUT', `The table already has a column "${taken}".`, {
    file,
    line: 1,
    remedy: 'Choose other names with --prefix, for example --prefix new_.',
  });
}

/** The cells of one row's best entries; empty where there are fewer than `k`. */
export function hitCells(hits: readonly MatchHit[], k: number): string[] {
  return ranks(k).flatMap((rank) => {
    const hit = hits[rank - 1];
    if (!hit) return ['', '', '', ''];
    const probability = hit.probability === null ? '' : String(Number(hit.probability.toFixed(6)));
    return [hit.key, hit.term, probability, hit.band ?? ''];
  });
}

function ranks(k: number): number[] {
  return Array.from({ length: k }, (_, index) => index + 1);
}

function exactly(title: string, name: string): boolean {
  return title === name;
}

function loosely(title: string, name: string): boolean {
  return title.trim().toLowerCase() === name.trim().toLowerCase();
}

function columnError(what: string, header: readonly string[], file: string): PlumblineError {
  const names = header.slice(0, 20).map((title) => `"${title}"`);
  const more = header.length > 20 ? ` and ${header.length - 20} more` : '';
  return new PlumblineError('BAD_INPUT', `The table ${what}.`, {
    file,
    line: 1,
    remedy: `Choose one of its columns with --column: ${names.join(', ')}${more}.`,
  });
}
