import type { onnx as Onnx } from 'onnx-proto';
// CommonJS without named exports.
import onnxProto from 'onnx-proto';
import type { Device } from '#core/contract/models.ts';
import type { Tokenizer } from '#core/embed/tokenize/tokenizer.ts';
import type { Runner } from './runner.ts';
import type { TokenBatch } from './token-batch.ts';

const { onnx } = onnxProto;
const { FLOAT, INT32, INT64 } = onnx.TensorProto.DataType;
const { INT } = onnx.AttributeProto.AttributeType;

/** Tokens of the tiny models below. */
export const TINY_VOCABULARY = 32;
export const TINY_DIMENSIONS = 4;

/** Splits at spaces; token ids follow from the words. 0 pads, 1 begins a text and 2 ends it. */
export function tinyTokenizer(vocabulary = TINY_VOCABULARY): Tokenizer {
  const idOf = (word: string) =>
    3 + ([...word].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0) % (vocabulary - 3));
  return {
    padId: 0,
    tokens: Array.from({ length: vocabulary }, (_, id) => `t${id}`),
    encode(text, most) {
      const words = text.split(' ').filter((word) => word !== '');
      return Int32Array.of(1, ...words.slice(0, most - 2).map(idOf), 2);
    },
  };
}

/** The vector of a token in the tiny models, made up. */
export function tinyVector(id: number): number[] {
  return Array.from({ length: TINY_DIMENSIONS }, (_, i) => Math.sin(1 + id * 1.3 + i * 2.1));
}

function port(
  name: string,
  elemType: number,
  shape: readonly (string | number)[],
): Onnx.IValueInfoProto {
  const dim = shape.map((size) =>
    typeof size === 'string' ? { dimParam: size } : { dimValue: size },
  );
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

function encode(graph: Onnx.IGraphProto): Uint8Array {
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 13 }], graph };
  return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
}

const TABLE: Onnx.ITensorProto = {
  name: 'table',
  dataType: FLOAT,
  dims: [TINY_VOCABULARY, TINY_DIMENSIONS],
  floatData: Array.from({ length: TINY_VOCABULARY }, (_, id) => tinyVector(id)).flat(),
};

/** A graph in transformers.js layout: looks every token up, int64 inputs, output `last_hidden_state`. */
export function lookupGraph(change: Partial<Onnx.IGraphProto> = {}): Uint8Array {
  return encode({
    name: 'lookup',
    node: [{ opType: 'Gather', input: ['table', 'input_ids'], output: ['last_hidden_state'] }],
    initializer: [TABLE],
    input: ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
      port(name, INT64, ['b', 's']),
    ),
    output: [port('last_hidden_state', FLOAT, ['b', 's', TINY_DIMENSIONS])],
    ...change,
  });
}

/** As converted models are: int32 inputs, output `sentence_embedding`, here the sum of the tokens' vectors. */
export function pooledGraph(): Uint8Array {
  return encode({
    name: 'pooled',
    node: [
      { opType: 'Gather', input: ['table', 'input_ids'], output: ['states'] },
      {
        opType: 'Cast',
        input: ['attention_mask'],
        output: ['mask'],
        attribute: [{ name: 'to', type: INT, i: FLOAT }],
      },
      { opType: 'Unsqueeze', input: ['mask', 'last'], output: ['column'] },
      { opType: 'Mul', input: ['states', 'column'], output: ['masked'] },
      {
        opType: 'ReduceSum',
        input: ['masked', 'tokens'],
        output: ['sentence_embedding'],
        attribute: [{ name: 'keepdims', type: INT, i: 0 }],
      },
    ],
    initializer: [
      TABLE,
      { name: 'last', dataType: INT64, dims: [1], int64Data: [-1] },
      { name: 'tokens', dataType: INT64, dims: [1], int64Data: [1] },
    ],
    input: ['input_ids', 'attention_mask'].map((name) => port(name, INT32, ['b', 's'])),
    output: [port('sentence_embedding', FLOAT, ['b', TINY_DIMENSIONS])],
  });
}

/** A runner that sums the tiny vectors of each row, or does what `fault` says for a batch instead. */
export function fakeRunner(
  device: Device,
  fault: (batch: TokenBatch, run: number) => 'nan' | Error | undefined = () => undefined,
): Runner & { batches: TokenBatch[]; closed: boolean } {
  const batches: TokenBatch[] = [];
  const fake = {
    device,
    batches,
    closed: false,
    sessionMs: 0,
    async run(batch: TokenBatch) {
      batches.push(batch);
      fake.sessionMs += 1;
      const outcome = fault(batch, batches.length);
      if (outcome instanceof Error) throw outcome;
      const vectors = sums(batch);
      return outcome === 'nan' ? vectors.fill(Number.NaN, 0, 1) : vectors;
    },
    async close() {
      fake.closed = true;
    },
  };
  return fake;
}

/** The vectors of a right runner: sums of the tokens' vectors [rows × TINY_DIMENSIONS]. */
export function sums({ rows, width, ids, mask }: TokenBatch): Float32Array {
  const out = new Float32Array(rows * TINY_DIMENSIONS);
  for (let i = 0; i < rows * width; i += 1) {
    const start = Math.floor(i / width) * TINY_DIMENSIONS;
    tinyVector(ids[i] ?? 0).forEach((value, c) => {
      out[start + c] = (out[start + c] ?? 0) + value * (mask[i] ?? 0);
    });
  }
  return out;
}
