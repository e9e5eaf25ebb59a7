import { PlumblineError } from '#core/contract/errors.ts';

/** An input or output of a graph. */
export interface Port {
  name: string;
  /** "int32", "int64", "float32" … */
  type: string;
  /** Its dimensions, named where they vary; null where the graph does not tell. */
  rank: number | null;
}

export type FeedRole = 'ids' | 'mask' | 'types' | 'positions';

/** What to put into a graph and what to take out of it. */
export interface GraphPlan {
  feeds: { name: string; role: FeedRole; type: 'int32' | 'int64' }[];
  output: string;
  /** The output has a vector for each text already, not one for each token. */
  pooled: boolean;
}

const ROLES: Readonly<Record<string, FeedRole>> = {
  input_ids: 'ids',
  attention_mask: 'mask',
  token_type_ids: 'types',
  position_ids: 'positions',
};

const POOLED = 'sentence_embedding';

/** In the order in which they are preferred. */
const OUTPUTS = [POOLED, 'last_hidden_state', 'token_embeddings'];

const REMEDY =
  'Use an ONNX export of a text-embedding model (task "feature-extraction" or "sentence-similarity"), or a sentence-transformers folder.';

/** Decides how to run a graph. @throws PlumblineError BAD_INPUT where it is no text-embedding model. */
export function planGraph(
  inputs: readonly Port[],
  outputs: readonly Port[],
  model: string,
): GraphPlan {
  const feeds = inputs.map((port) => feedOf(port, model));
  if (!feeds.some(({ role }) => role === 'ids')) {
    throw refuse(`${model} has no input "input_ids": it does not read text.`);
  }
  return { feeds, ...outputOf(outputs, model) };
}

function feedOf({ name, type }: Port, model: string): GraphPlan['feeds'][number] {
  const role = ROLES[name];
  if (role === undefined)
    throw refuse(`${model} asks for the input "${name}", which is not known here.`);
  if (type !== 'int32' && type !== 'int64') {
    throw refuse(`${model} wants its input "${name}" as ${type}; whole numbers were expected.`);
  }
  return { name, role, type };
}

function outputOf(outputs: readonly Port[], model: string): Pick<GraphPlan, 'output' | 'pooled'> {
  const named = OUTPUTS.map((name) => outputs.find((port) => port.name === name));
  const port = named.find((found) => found !== undefined) ?? only(outputs);
  if (port === undefined || (port.rank !== null && port.rank !== 2 && port.rank !== 3)) {
    const given = outputs.map(({ name }) => `"${name}"`).join(', ');
    throw refuse(`${model} has no output that is known here; it gives ${given || 'nothing'}.`);
  }
  const pooled = port.rank === null ? port.name === POOLED : port.rank === 2;
  return { output: port.name, pooled };
}

/** A single output under another name; a classifier's is no vector. */
function only(outputs: readonly Port[]): Port | undefined {
  const [first, second] = outputs;
  const known = second === undefined && first?.rank !== null && first?.name !== 'logits';
  return known ? first : undefined;
}

function refuse(message: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', message, { remedy: REMEDY });
}
