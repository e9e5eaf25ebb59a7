import type { ModelType } from '#core/interop/transformer-config.ts';

/** Where a layer's weights are found, without ".weight" and ".bias". */
export interface LayerNames {
  query: string;
  key: string;
  value: string;
  attended: string;
  attentionNorm: string;
  up: string;
  down: string;
  outputNorm: string;
}

function bertLayer(index: number): LayerNames {
  const layer = `encoder.layer.${index}`;
  return {
    query: `${layer}.attention.self.query`,
    key: `${layer}.attention.self.key`,
    value: `${layer}.attention.self.value`,
    attended: `${layer}.attention.output.dense`,
    attentionNorm: `${layer}.attention.output.LayerNorm`,
    up: `${layer}.intermediate.dense`,
    down: `${layer}.output.dense`,
    outputNorm: `${layer}.output.LayerNorm`,
  };
}

function distilBertLayer(index: number): LayerNames {
  const layer = `transformer.layer.${index}`;
  return {
    query: `${layer}.attention.q_lin`,
    key: `${layer}.attention.k_lin`,
    value: `${layer}.attention.v_lin`,
    attended: `${layer}.attention.out_lin`,
    attentionNorm: `${layer}.sa_layer_norm`,
    up: `${layer}.ffn.lin1`,
    down: `${layer}.ffn.lin2`,
    outputNorm: `${layer}.output_layer_norm`,
  };
}

function mpnetLayer(index: number): LayerNames {
  const layer = `encoder.layer.${index}`;
  return {
    ...bertLayer(index),
    query: `${layer}.attention.attn.q`,
    key: `${layer}.attention.attn.k`,
    value: `${layer}.attention.attn.v`,
    attended: `${layer}.attention.attn.o`,
    attentionNorm: `${layer}.attention.LayerNorm`,
  };
}

/** Names of the reference implementation (transformers) for each type of model. */
export const LAYER_NAMES: Readonly<Record<ModelType, (index: number) => LayerNames>> = {
  bert: bertLayer,
  roberta: bertLayer,
  'xlm-roberta': bertLayer,
  camembert: bertLayer,
  distilbert: distilBertLayer,
  mpnet: mpnetLayer,
};

/** What a model that was saved with a head on top puts before the names of its encoder. */
const PREFIXES: Readonly<Record<ModelType, string>> = {
  bert: 'bert.',
  roberta: 'roberta.',
  'xlm-roberta': 'roberta.',
  camembert: 'roberta.',
  distilbert: 'distilbert.',
  mpnet: 'mpnet.',
};

/** The prefix under which a file's tensors stand: empty for an encoder that was saved alone. */
export function tensorPrefix(tensors: ReadonlyMap<string, unknown>, modelType: ModelType): string {
  const prefix = PREFIXES[modelType];
  return tensors.has(`${prefix}embeddings.word_embeddings.weight`) ? prefix : '';
}
