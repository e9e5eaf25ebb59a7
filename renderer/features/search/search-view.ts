import type { EntryRow, SearchHit } from '#core/contract/index.ts';

/** The next row for a key, or `box` where the list is left upwards. */
export function moveSelection(selected: number, key: string, count: number): number | 'box' {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, selected + 1);
    case 'ArrowUp':
      return selected === 0 ? 'box' : selected - 1;
    case 'PageDown':
      return Math.min(count - 1, selected + PAGE);
    case 'PageUp':
      return Math.max(0, selected - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return selected;
  }
}

const PAGE = 6;

/** The hits with one hit's verdict changed, for showing it before the engine has answered. */
export function withVerdict(
  results: readonly SearchHit[],
  key: string,
  judged: SearchHit['judged'],
  judgmentId: string | null,
): SearchHit[] {
  return results.map((hit) => (hit.key === key ? { ...hit, judged, judgmentId } : hit));
}

/** A few terms to try, spread over the dictionary: short ones that are not simply an entry's name. */
export function sampleQueries(entries: readonly EntryRow[], count: number): string[] {
  const candidates = entries.flatMap(({ name, terms }) => {
    const term =
      terms.find((text) => text !== name && isHandy(text)) ?? (isHandy(name) ? name : '');
    return term ? [term] : [];
  });
  const step = Math.max(1, Math.floor(candidates.length / count));
  return candidates.filter((_, index) => index % step === 0).slice(0, count);
}

function isHandy(text: string): boolean {
  return text.length >= 3 && text.length <= 32 && !/[()[\]/,;]/.test(text);
}
