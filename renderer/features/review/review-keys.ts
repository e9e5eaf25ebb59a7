/** A key and where it was pressed. */
export interface KeyPress {
  key: string;
  /** It is held down. */
  repeat: boolean;
  /** With Ctrl, Cmd or Alt. */
  modified: boolean;
  /** Of the element that has the focus: `INPUT`. */
  tag: string;
  /** Of an input: `text`, `radio`. */
  type: string;
  inDialog: boolean;
}

const CHOICES: ReadonlySet<string> = new Set(['radio', 'checkbox', 'button', 'submit']);

/**
 * The name of the key in lower case, as an action may have it; null where the key belongs to what has the
 * focus. A key that is held down answers one pair, not all of them, but may move through a list.
 */
export function actionKey({ key, repeat, modified, tag, type, inDialog }: KeyPress): string | null {
  if (modified || inDialog || tag === 'TEXTAREA' || tag === 'SELECT') return null;
  const moves = key.startsWith('Arrow');
  if (tag === 'INPUT' && (!CHOICES.has(type) || moves)) return null;
  if (repeat && !moves) return null;
  return key.toLowerCase();
}
