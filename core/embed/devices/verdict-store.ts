import { z } from 'zod';
import { DeviceVerdict } from '#core/contract/models.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

/** What was measured, and the weights that it was measured with. */
const StoredVerdict = DeviceVerdict.extend({ sha256: z.string() });
export type StoredVerdict = z.infer<typeof StoredVerdict>;

/** What a verdict holds for; another machine, driver, runtime or model asks for a new measurement. */
export type VerdictKey = Pick<StoredVerdict, 'model' | 'sha256' | 'machine'>;

const StoredFile = z.object({ schema: z.literal(1), verdicts: z.array(z.unknown()) });

/** Verdicts that are kept; the oldest go first. */
const MOST = 50;

/**
 * Verdicts of this and other machines, oldest first. What cannot be read counts as not measured, which costs some
 * seconds and no more: a missing file, garbage, or single verdicts of another schema.
 */
export async function readVerdicts(files: FileReader, path: string): Promise<StoredVerdict[]> {
  const stored = StoredFile.safeParse(await readJson(files, path));
  if (!stored.success) return [];
  return stored.data.verdicts.flatMap((entry) => {
    const verdict = StoredVerdict.safeParse(entry);
    return verdict.success ? [verdict.data] : [];
  });
}

async function readJson(files: FileReader, path: string): Promise<unknown> {
  try {
    return JSON.parse(await files.readText(path));
  } catch {
    return null;
  }
}

/** The verdict for exactly these weights on exactly this machine. */
export function findVerdict(
  verdicts: readonly StoredVerdict[],
  key: VerdictKey,
): StoredVerdict | undefined {
  return verdicts.findLast((verdict) => isFor(verdict, key));
}

function isFor(verdict: StoredVerdict, { model, sha256, machine }: VerdictKey): boolean {
  return verdict.model === model && verdict.sha256 === sha256 && verdict.machine === machine;
}

/**
 * Keeps a verdict in place of an older one of the model on that machine. @throws what the disk throws; the file is then
 * as it was.
 */
export async function rememberVerdict(
  files: Files,
  path: string,
  verdict: StoredVerdict,
): Promise<void> {
  const { model, machine } = verdict;
  const others = (await readVerdicts(files, path)).filter(
    (other) => other.model !== model || other.machine !== machine,
  );
  const verdicts = [...others, verdict].slice(-MOST);
  await files.writeAtomic(path, `${JSON.stringify({ schema: 1, verdicts }, null, 2)}\n`);
}

/** Removes the verdicts of a model that is gone. */
export async function forgetVerdicts(files: Files, path: string, model: string): Promise<void> {
  const verdicts = await readVerdicts(files, path);
  const kept = verdicts.filter((verdict) => verdict.model !== model);
  if (kept.length === verdicts.length) return;
  await files.writeAtomic(path, `${JSON.stringify({ schema: 1, verdicts: kept }, null, 2)}\n`);
}
