import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '#core/interop/safetensors.ts';
import { quantiseRows } from './static-rows.ts';
import { type TunedTokens, tokenAdder, tokensFromArrays, tokensToArrays } from './tuned-tokens.ts';

const floats = (...values: number[]) => ({
  tokens: values.length / 2,
  dimensions: 2,
  rows: Float32Array.from(values),
  scales: null,
});
const tuned: TunedTokens = { ids: Uint32Array.of(1, 4), rows: floats(7, 8, -1, 0.5) };
const model = floats(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);

const vectorOf = (tokens: TunedTokens | null, id: number) => {
  const into = new Float32Array(2);
  tokenAdder(model, tokens)(id, into);
  return [...into];
};

describe('tokenAdder', () => {
  it('takes tuned tokens instead of those of the model, which stays as it is', () => {
    expect([0, 1, 2, 3, 4].map((id) => vectorOf(tuned, id))).toEqual([
      [1, 1],
      [7, 8],
      [3, 3],
      [4, 4],
      [-1, 0.5],
    ]);
    const other = { ids: Uint32Array.of(1), rows: floats(0, 9) };
    expect([vectorOf(other, 1), vectorOf(other, 4)]).toEqual([
      [0, 9],
      [5, 5],
    ]);
    expect(vectorOf(null, 1)).toEqual([2, 2]);
  });

  it.each([
    ['a token that the model has not', { ...tuned, ids: Uint32Array.of(1, 5) }],
    ['another width', { ids: tuned.ids, rows: { ...floats(1, 2), tokens: 2, dimensions: 1 } }],
  ])('refuses %s', (_, tokens) => {
    expect(() => tokenAdder(model, tokens)).toThrow('another model');
  });
});

describe('stored tokens', () => {
  const throughFile = (tokens: TunedTokens, change: (bytes: Uint8Array) => Uint8Array) => {
    const bytes = change(writeSafetensors(tokensToArrays(tokens)));
    return tokensFromArrays(Object.fromEntries(readSafetensors(bytes, 'a file')), 'a file');
  };
  const rounded: TunedTokens = {
    ids: tuned.ids,
    rows: quantiseRows(tuned.rows.rows as Float32Array, 2),
  };

  it.each([
    ['floats', tuned],
    ['int8 with scales', rounded],
  ])('come back as they were: %s', (_, tokens) => {
    expect(throughFile(tokens, (bytes) => bytes)).toEqual(tokens);
  });

  it('are refused where the file is cut off', () => {
    const cut = () => throughFile(rounded, (bytes) => bytes.subarray(0, bytes.length - 3));
    expect(cut).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
  });

  it.each([
    ['without rows', { ids: { shape: [2], data: tuned.ids } }],
    ['with fewer ids', { ...tokensToArrays(tuned), ids: { shape: [1], data: Uint32Array.of(1) } }],
    ['out of order', { ...tokensToArrays(tuned), ids: { shape: [2], data: Uint32Array.of(4, 1) } }],
    ['int8 without scales', { ...tokensToArrays(rounded), scales: { shape: [0], data: [] } }],
    ['not finite', tokensToArrays({ ...tuned, rows: floats(1, Number.NaN, 1, 1) })],
  ])('are refused %s', (_, arrays) => {
    expect(() => tokensFromArrays(arrays, 'a file')).toThrow(
      expect.objectContaining({ code: 'DAMAGED' }),
    );
  });
});
