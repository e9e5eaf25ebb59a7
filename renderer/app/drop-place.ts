import { isTableName } from '#renderer/features/match/match-setup.ts';
import { isBundleName } from '#renderer/features/versions/export-choice.ts';
import type { ScreenId } from './route.ts';

/**
 * Where dropped files go: bundles go to Versions, wherever they are dropped, and the rest stays out of it. On Match the
 * first table is matched alone, anywhere else everything goes to Data. A dictionary as JSON is no table.
 */
export function placeOfDrop(
  screen: ScreenId,
  names: readonly string[],
): { screen: 'versions' } | { screen: 'match'; table: number } | { screen: 'data' } {
  if (names.some(isBundleName)) return { screen: 'versions' };
  const table = screen === 'match' ? names.findIndex(isTableName) : -1;
  return table >= 0 ? { screen: 'match', table } : { screen: 'data' };
}
