import type { Settings } from '#core/contract/workspace.ts';

const BYTES_PER_MB = 2 ** 20;

/** Most bytes that the vectors of an open version may take: as set, else a quarter of the machine. */
export function memoryBudgetOf(
  { memoryBudgetMb }: Pick<Settings, 'memoryBudgetMb'>,
  memoryBytes: number,
): number {
  return memoryBudgetMb === null ? memoryBytes / 4 : memoryBudgetMb * BYTES_PER_MB;
}
