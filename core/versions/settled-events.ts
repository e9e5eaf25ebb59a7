import type { PromotionEvent } from '#core/contract/versions.ts';

/**
 * The events that happened, given what `latest` holds. Only the last one can be in doubt: it is written
 * before `latest` is replaced. It is left out where `latest` still is what it was before that event.
 * A `latest` that fits neither was changed by hand, which is no reason to forget the history.
 */
export function settledEvents(
  events: readonly PromotionEvent[],
  latest: string | null,
): PromotionEvent[] {
  const last = events.at(-1);
  const prevented = last !== undefined && last.to !== latest && last.from === latest;
  return prevented ? events.slice(0, -1) : [...events];
}
