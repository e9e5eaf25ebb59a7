import { useEffect, useEffectEvent } from 'react';
import { actionKey, type KeyPress } from './review-keys.ts';

/** What each key does now; none where it is undefined. */
export type KeyActions = Readonly<Record<string, (() => void) | undefined>>;

/** Runs an action for each key, wherever the focus is but where somebody types. */
export function useReviewKeys(actions: KeyActions): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const key = actionKey(pressOf(event));
    const act = key === null ? undefined : actions[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, repeat, ctrlKey, metaKey, altKey, target } = event;
  const element = target instanceof HTMLElement ? target : null;
  return {
    key,
    repeat,
    modified: ctrlKey || metaKey || altKey,
    tag: element?.tagName ?? '',
    type: element instanceof HTMLInputElement ? element.type : '',
    inDialog: (element?.closest('[role=dialog]') ?? null) !== null,
  };
}
