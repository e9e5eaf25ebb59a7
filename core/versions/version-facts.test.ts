import { expect, it } from 'vitest';
import type { Manifest } from '#core/contract/versions.ts';
import { differencesOf } from './compare-versions.ts';
import { newManifest } from './testing.ts';
import { versionFacts } from './version-facts.ts';

const manifest: Manifest = {
  ...{ schema: 1, version: 'v20261120-1' },
  ...newManifest,
  settings: { minAccuracy: 0.8, notifyUrl: null, seed: 1 },
  files: { a: { bytes: 1_200_000, sha256: 'x' } },
};

it('groups what differs between two versions, for people', () => {
  const sha256 = 'ab'.repeat(32);
  const other: Manifest = {
    ...manifest,
    version: 'v20261120-2',
    parent: 'v20261120-1',
    settings: { minAccuracy: 0.7, notifyUrl: 'http://127.0.0.1', seed: 2 },
    data: {
      ...manifest.data,
      ...{ judgments: 5, ledgerSha256: 'c' },
      collections: [{ name: 'jobs', entries: 2, terms: 3, sha256 }],
    },
    space: { ...manifest.space, settings: { model: { sha256 }, lexical: { dictionary: 'd' } } },
    gate: [{ rule: 'top1', title: 'Top-1', value: 0.9, bound: 0.8, pass: true, reason: 'Enough.' }],
    learning: {
      adapter: { kept: true, rounds: 4, scores: [] },
      ...{ fineTuned: null, tried: [], heldOut: 10, words: '' },
      gain: {
        without: 0.8,
        difference: { value: -0.0124, lower: -0.02, upper: 0.01 },
        ...{ pValue: 0.4, verdict: 'within noise' },
      },
    },
  };
  const { differences, same } = differencesOf(
    versionFacts(manifest, { embed: 1.25, learn: 2 }),
    versionFacts(other, { embed: 1.25, learn: 3 }),
  );
  expect(differences.map(({ group, name, from, to }) => [group, name, from, to])).toEqual([
    ['parameters', 'Parent', null, 'v20261120-1'],
    ['settings', 'minAccuracy', '0.8', '0.7'],
    ['data', 'jobs: entries', null, '2'],
    ['data', 'jobs: terms', null, '3'],
    ['data', 'jobs', null, 'abababab'],
    ['labels', 'Judgments', '3', '5 (+2)'],
    ['labels', 'Ledger', 'b', 'c'],
    ['embedder', 'model.sha256', null, 'abababab'],
    ['learning', 'Adapter', null, 'kept after 4 rounds'],
    ['learning', 'Gain in MRR@10', null, '−0.012, within noise'],
    ['duration', 'Total', '3.3 s', '4.3 s'],
    ['duration', 'learn', '2.0 s', '3.0 s'],
    ['outcome', 'Top-1', null, 'passes: Enough.'],
  ]);
  expect(same).toBeGreaterThan(8);
});
