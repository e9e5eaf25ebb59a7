import { CANONICAL } from '#core/contract/data.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { Settings } from '#core/contract/workspace.ts';

const BYTES_PER_MB = 2 ** 20;

/** Most bytes that the vectors of an open version may take: as set, else a quarter of the machine. */
export function memoryBudgetOf(
  { memoryBudgetMb }: Pick<Settings, 'memoryBudgetMb'>,
  memoryBytes: number,
): number {
  return memoryBudgetMb === null ? memoryBytes / 4 : memoryBudgetMb * BYTES_PER_MB;
}

/** Bytes of the vectors of a collection of a version; 0 for one that it does not have. */
export function vectorBytesOf({ data, space }: Manifest, collection: string): number {
  const other = data.collections.find(({ name }) => name === collection);
  const terms = collection === CANONICAL ? data.terms + data.learntTerms : (other?.terms ?? 0);
  return terms * space.dimensions * Float32Array.BYTES_PER_ELEMENT;
}
