import { PlumblineError } from '#core/contract/errors.ts';
import { createExactScan, type ExactScan, type ExactScanOptions } from './exact-scan.ts';
import { readVectors } from './lance-terms.ts';
import type { ScanRequest } from './scan-messages.ts';

/** An exact scan of vectors from the disk, in this thread. Throws DAMAGED where there are not as many as rows. */
export async function openStoredScan(
  { folder, rows, dimensions, intraOpThreads }: ScanRequest,
  options?: ExactScanOptions,
): Promise<ExactScan> {
  const vectors = await readVectors(folder, dimensions);
  if (vectors.length === rows * dimensions)
    return createExactScan(vectors, dimensions, intraOpThreads, options);
  throw new PlumblineError(
    'DAMAGED',
    `The index has ${vectors.length / dimensions} vectors for ${rows} terms.`,
    { file: folder, remedy: 'Rebuild the index of this version.' },
  );
}
