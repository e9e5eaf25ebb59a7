import { expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { type Port, planGraph } from './graph-plan.ts';

const input = (name: string, type = 'int64'): Port => ({ name, type, rank: 2 });
const output = (name: string, rank: number | null): Port => ({ name, type: 'float32', rank });
const IDS = [input('input_ids'), input('attention_mask')];

it.each([
  { outputs: [output('sentence_embedding', 2)], chosen: 'sentence_embedding', pooled: true },
  { outputs: [output('last_hidden_state', 3)], chosen: 'last_hidden_state', pooled: false },
  {
    outputs: [output('token_embeddings', 3), output('sentence_embedding', 2)],
    chosen: 'sentence_embedding',
    pooled: true,
  },
  {
    outputs: [output('last_hidden_state', null), output('pooler_output', 2)],
    chosen: 'last_hidden_state',
    pooled: false,
  },
  { outputs: [output('1712', 3)], chosen: '1712', pooled: false },
  { outputs: [output('vectors', 2)], chosen: 'vectors', pooled: true },
])('takes $chosen', ({ outputs, chosen, pooled }) => {
  expect(planGraph(IDS, outputs, 'M')).toMatchObject({ output: chosen, pooled });
});

it('feeds every input with its own type', () => {
  const inputs = [input('input_ids', 'int32'), input('token_type_ids'), input('position_ids')];
  expect(planGraph(inputs, [output('last_hidden_state', 3)], 'M').feeds).toEqual([
    { name: 'input_ids', role: 'ids', type: 'int32' },
    { name: 'token_type_ids', role: 'types', type: 'int64' },
    { name: 'position_ids', role: 'positions', type: 'int64' },
  ]);
});

it.each([
  { inputs: [input('pixel_values', 'float32')], outputs: [output('x', 2)], says: 'pixel_values' },
  { inputs: [input('attention_mask')], outputs: [output('x', 2)], says: 'no input "input_ids"' },
  { inputs: [input('input_ids', 'float32')], outputs: [output('x', 2)], says: 'float32' },
  { inputs: IDS, outputs: [output('logits', 2), output('loss', 1)], says: '"logits", "loss"' },
  { inputs: IDS, outputs: [output('logits', 2)], says: '"logits"' },
  { inputs: IDS, outputs: [output('last_hidden_state', 4)], says: 'no output' },
  { inputs: IDS, outputs: [], says: 'nothing' },
])('refuses what is no embedding model: $says', ({ inputs, outputs, says }) => {
  const plan = () => planGraph(inputs, outputs, 'Model M');
  expect(plan).toThrow(PlumblineError);
  expect(plan).toThrow(says);
});
