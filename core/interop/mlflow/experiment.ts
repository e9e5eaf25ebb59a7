import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import { granted, isMissing, isThere, refused } from './refused.ts';
import type { Rest } from './rest.ts';

const Found = z.object({
  experiment: z.object({ experiment_id: z.string(), lifecycle_stage: z.string().optional() }),
});
const Made = z.object({ experiment_id: z.string() });

/** The id of the experiment of a name, which is made where there is none. Throws BAD_INPUT for a deleted one. */
export async function ensureExperiment(rest: Rest, name: string): Promise<string> {
  const known = await findExperiment(rest, name);
  if (known !== null) return known;
  const made = await rest.call('POST', 'experiments/create', { name });
  // An earlier attempt whose answer was lost, or somebody else, has made it.
  if (made.refusal && isThere(made.refusal)) {
    const other = await findExperiment(rest, name);
    if (other !== null) return other;
  }
  return Made.parse(granted(made, 'make the experiment')).experiment_id;
}

async function findExperiment(rest: Rest, name: string): Promise<string | null> {
  const answer = await rest.call('GET', 'experiments/get-by-name', { experiment_name: name });
  if (answer.refusal) {
    if (isMissing(answer.refusal)) return null;
    throw refused(answer.refusal, 'look for the experiment');
  }
  const { experiment } = Found.parse(answer.body);
  if (experiment.lifecycle_stage !== 'deleted') return experiment.experiment_id;
  throw new PlumblineError('BAD_INPUT', `The experiment "${name}" is deleted on the server.`, {
    remedy: 'Restore it there, or set mlflowExperiment to another name.',
  });
}
