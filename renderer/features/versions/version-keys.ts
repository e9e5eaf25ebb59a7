/** What a key of the list does beside moving and marking. */
export type KeyAction = 'details' | 'leave' | 'promote' | 'export' | 'delete';

const ACTIONS: ReadonlyMap<string, KeyAction> = new Map<string, KeyAction>([
  ['enter', 'details'],
  ['escape', 'leave'],
  ['p', 'promote'],
  ['e', 'export'],
  ['delete', 'delete'],
  ['backspace', 'delete'],
]);

/** The action of a pressed key, or null. */
export function keyAction(pressed: string): KeyAction | null {
  return ACTIONS.get(pressed.toLowerCase()) ?? null;
}
