import type { SearchHit, Verdict } from '#core/contract/index.ts';
import { moveSelection } from './search-view.ts';

export interface GridActions {
  select(index: number): void;
  judge(hit: SearchHit, verdict: Verdict): void;
  undo(hit: SearchHit): void;
  toggleWhy(): void;
  likeThis(hit: SearchHit): void;
  open(hit: SearchHit): void;
  leave(): void;
}

/** Does what a key asks for; false for a key that means nothing here. */
export function handleKey(
  key: string,
  results: readonly SearchHit[],
  selected: number,
  canJudge: boolean,
  actions: GridActions,
): boolean {
  const hit = results[selected];
  if (!hit) return false;
  const act = actionOf(key.length === 1 ? key.toLowerCase() : key, hit, canJudge, actions);
  if (act) {
    act();
    return true;
  }
  const next = moveSelection(selected, key, results.length);
  if (next === 'box') actions.leave();
  else if (next !== selected) actions.select(next);
  return next !== selected;
}

function actionOf(
  key: string,
  hit: SearchHit,
  canJudge: boolean,
  actions: GridActions,
): (() => void) | undefined {
  const judging: Record<string, () => void> = {
    y: () => actions.judge(hit, 'yes'),
    n: () => actions.judge(hit, 'no'),
    u: () => actions.undo(hit),
  };
  const always: Record<string, () => void> = {
    Enter: actions.toggleWhy,
    Escape: actions.leave,
    l: () => actions.likeThis(hit),
    o: () => actions.open(hit),
  };
  return always[key] ?? (canJudge ? judging[key] : undefined);
}
