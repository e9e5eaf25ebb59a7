import { isTableName } from '#renderer/features/match/match-setup.ts';
import type { ScreenId } from './route.ts';

/**
 * Where dropped files go: on Match the first table is matched and the rest stays out of it, anywhere else everything
 * goes to Data. A dictionary as JSON is no table, wherever it is dropped.
 */
export function placeOfDrop(
  screen: ScreenId,
  names: readonly string[],
): { screen: 'match'; table: number } | { screen: 'data' } {
  const table = screen === 'match' ? names.findIndex(isTableName) : -1;
  return table >= 0 ? { screen: 'match', table } : { screen: 'data' };
}
