/** Milliseconds in which a text that goes on from another one is the same search, still being typed. */
export const TYPING_MS = 3000;

/** Whether a text takes the place of the one before it: somebody typed on, took letters back, or asked the same again. */
export function typedOn(
  before: { text: string; at: number },
  next: { text: string; at: number },
): boolean {
  if (next.at - before.at > TYPING_MS) return false;
  return next.text.startsWith(before.text) || before.text.startsWith(next.text);
}
