import { describe, expect, it } from 'vitest';
import { clashingName, inBundleOrder, nameProblem } from './bundle-names.ts';
import { BAD_NAMES } from './testing.ts';

describe('nameProblem', () => {
  it.each([
    'bundle.json',
    'index/terms.lance/_versions/18446744073709551614.manifest',
    'index/terms.lance/data/0110-4c.lance',
    'collections/Stellen_2026-x/match.safetensors',
    'collections/été/fields.json',
    'collections/日本/fields.json',
    'console/auxiliary/nullable.txt',
    '_indices/x',
    '.hidden',
  ])('lets %s be', (name) => {
    expect(nameProblem(name)).toBeNull();
  });

  it.each(BAD_NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'refuses %s',
    (_, name) => {
      expect(nameProblem(name)).toMatch(/\w/);
    },
  );
});

describe('clashingName', () => {
  it.each([
    [['a', 'b', 'c/a', 'c/b'], null],
    [['a', 'a'], 'a'],
    [['a/b', 'A/b'], 'A/b'],
    [['x/Readme', 'x/README'], 'x/README'],
    [['a', 'a/b'], 'a/b'],
    [['a/b', 'a'], 'a'],
    [['d/x', 'D/y'], 'D/y'],
    [['straße', 'STRASSE'], 'STRASSE'],
  ])('of %j is %j', (names, clash) => {
    expect(clashingName(names)?.name ?? null).toBe(clash);
  });
});

it('puts bundle.json first and the others in the order of their code units', () => {
  expect(inBundleOrder(['b', 'a/x', 'bundle.json', 'a.x', 'B'])).toEqual([
    ...['bundle.json', 'B', 'a.x', 'a/x', 'b'],
  ]);
  expect(inBundleOrder(['b', 'a'])).toEqual(['a', 'b']);
});
