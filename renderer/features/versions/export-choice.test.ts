import { describe, expect, it } from 'vitest';
import { bundleBytes, bundleParts, bundlePath, isBundleName } from './export-choice.ts';
import { manifest } from './testing.ts';

const models = [{ id: 'builtin', name: 'builtin', bytes: 8_000_000 }];
const ALL = { texts: true, vectors: true, weights: true };

describe('the parts of a bundle', () => {
  it('takes the index and two flat copies for vectors, and the weights of the model', () => {
    const parts = bundleParts(manifest, models);
    expect(parts.map(({ option, bytes }) => [option, bytes])).toEqual([
      ['texts', null],
      ['vectors', 950_000 + 2 * 4 * 100 * 1000],
      ['weights', 8_000_000],
    ]);
  });

  it('has no weights where no model is behind the vectors, or it is not here', () => {
    const lexical = { ...manifest, space: { ...manifest.space, settings: {} } };
    for (const parts of [bundleParts(lexical, models), bundleParts(manifest, [])]) {
      expect(parts.map(({ option }) => option)).toEqual(['texts', 'vectors']);
    }
  });

  it('adds up what is chosen', () => {
    const parts = bundleParts(manifest, models);
    const always = 5_000 + 2_000_000 + 300_000;
    expect(bundleBytes(manifest, parts, { ...ALL, vectors: false, weights: false })).toBe(always);
    expect(bundleBytes(manifest, parts, ALL)).toBe(always + 1_750_000 + 8_000_000);
  });
});

describe('names', () => {
  it.each([
    ['/home/ada', '/home/ada/v1.plumbline.zip'],
    ['/home/ada/', '/home/ada/v1.plumbline.zip'],
    ['C:\\out', 'C:\\out\\v1.plumbline.zip'],
  ])('a bundle in %s', (folder, expected) => {
    expect(bundlePath(folder, 'v1')).toBe(expected);
  });

  it.each([
    ['v1.plumbline.zip', true],
    ['V1.PLUMBLINE.ZIP', true],
    ['tables.zip', false],
    ['v1.plumbline.zip.csv', false],
  ])('%s', (name, expected) => {
    expect(isBundleName(name)).toBe(expected);
  });
});
