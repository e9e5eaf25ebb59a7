import { PlumblineError } from '#core/contract/errors.ts';

/** What to throw for an archive that is none of ours, `why` in words. `bundle` is how the user knows the file. */
export function refusedBundle(bundle: string, why: string, cause?: unknown): PlumblineError {
  return new PlumblineError(
    'BAD_INPUT',
    `This is no bundle that Plumbline wrote: ${why}. Nothing was imported.`,
    {
      file: bundle,
      remedy: 'Export the version again, or fetch the file again; do not repack it.',
    },
    { cause },
  );
}

/** What to throw where the content of a file inside is not what it was. */
export function damagedBundle(bundle: string, name: string, why: string): PlumblineError {
  return new PlumblineError('DAMAGED', `${name} in this bundle ${why}. Nothing was imported.`, {
    file: bundle,
    remedy: 'Fetch or export the bundle again; this copy is damaged.',
  });
}
