import { z } from 'zod';
import { granted, isThere, refused } from './refused.ts';
import type { Rest } from './rest.ts';

/** The alias of the promoted version. MLflow keeps `latest` for itself. */
export const CHAMPION = 'champion';

const Version = z.object({
  name: z.string(),
  version: z.coerce.string(),
  run_id: z.string().optional(),
});
const Versions = z.object({ model_versions: z.array(Version).default([]) });
const OneVersion = z.object({ model_version: Version });

/** Something of a run that is to be a version of a registered model. */
export interface ModelToRegister {
  /** Of the registered model. */
  name: string;
  runId: string;
  /** Folder of the run's files. */
  folder: string;
  /** Plumbline's id. */
  version: string;
}

/** The number of the model version that a run made, which is registered where there is none. */
export async function ensureModelVersion(rest: Rest, model: ModelToRegister): Promise<string> {
  const made = await rest.call('POST', 'registered-models/create', { name: model.name });
  if (made.refusal && !isThere(made.refusal)) throw refused(made.refusal, 'register the model');
  return (await findVersion(rest, model)) ?? createVersion(rest, model);
}

async function findVersion(rest: Rest, { name, runId }: ModelToRegister): Promise<string | null> {
  const answer = await rest.call('GET', 'model-versions/search', {
    filter: `run_id = '${runId}'`,
    max_results: 1000,
  });
  const { model_versions } = Versions.parse(granted(answer, 'look for the model version'));
  const numbers = model_versions
    .filter((found) => found.name === name && (found.run_id ?? runId) === runId)
    .map(({ version }) => Number(version));
  return numbers.length === 0 ? null : String(Math.min(...numbers));
}

async function createVersion(
  rest: Rest,
  { name, runId, folder, version }: ModelToRegister,
): Promise<string> {
  const answer = await rest.call('POST', 'model-versions/create', {
    name,
    source: `runs:/${runId}/${folder}`,
    run_id: runId,
    description: `Plumbline's version ${version}.`,
    tags: [{ key: 'plumbline.version', value: version }],
  });
  return OneVersion.parse(granted(answer, 'register the model version')).model_version.version;
}

/** Gives the alias to a version where another one, or none, has it. */
export async function ensureChampion(rest: Rest, name: string, version: string): Promise<void> {
  const place = { name, alias: CHAMPION };
  const now = await rest.call('GET', 'registered-models/alias', place);
  // Servers differ in how they say that nobody has it.
  const holder = now.refusal ? null : OneVersion.parse(now.body).model_version.version;
  if (holder === version) return;
  const set = await rest.call('POST', 'registered-models/alias', { ...place, version });
  granted(set, `give the alias ${CHAMPION}`);
}
