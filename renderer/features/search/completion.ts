import type { EntryRow } from '#core/contract/index.ts';

const SHOWN_COMPLETIONS = 12;

/** No row is chosen: Enter takes the first. */
export const NONE_ACTIVE = -1;

/** Entries for what is typed, likeliest first: the key itself, keys and names that begin with it, then the others. */
export function rankCompletions(rows: readonly EntryRow[], typed: string): EntryRow[] {
  const text = typed.toLowerCase();
  const distance = ({ key, name }: EntryRow) => {
    if (key === typed) return 0;
    if (key.toLowerCase().startsWith(text)) return 1;
    return name.toLowerCase().startsWith(text) ? 2 : 3;
  };
  return rows.toSorted((a, b) => distance(a) - distance(b)).slice(0, SHOWN_COMPLETIONS);
}

/** A row that is chosen, `take` the chosen row, or `leave` for the results. */
export type CompletionStep = number | 'take' | 'leave';

/** What a key does to the list below the box: moves in it, takes its row, chooses none, or goes on to the results. */
export function completionStep(active: number, key: string, count: number): CompletionStep | null {
  if (count === 0) return key === 'ArrowDown' || key === 'Enter' ? 'leave' : null;
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count;
    case 'ArrowUp':
      return active <= 0 ? count - 1 : active - 1;
    case 'Enter':
      return 'take';
    case 'Escape':
      return NONE_ACTIVE;
    default:
      return null;
  }
}
