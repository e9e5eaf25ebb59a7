import { describe, expect, it } from 'vitest';
import type { Manifest } from '#core/contract/versions.ts';
import { newManifest } from '#core/versions/testing.ts';
import { modelCard } from './model-card.ts';
import { isSameVersion } from './same-version.ts';
import { bundledManifest, keptFiles, withoutQueries } from './version-content.ts';

const record = { bytes: 1, sha256: 'a' };
const names = [
  ...['index/ann.json', 'index/entries.lance/data/1.lance', 'index/fields.json'],
  ...['index/match.safetensors', 'index/terms.lance/data/1.lance'],
  ...['collections/jobs/match.safetensors', 'collections/jobs/terms.lance/_versions/1.manifest'],
  ...['match-model.json', 'metrics.json', 'model/lexical.json'],
  ...['predictions/calibrate-pairs.json', 'predictions/per-query.json', 'predictions/test.trec'],
];
const manifest: Manifest = {
  ...{ schema: 1, version: 'v20261120-2', ...newManifest },
  files: Object.fromEntries(names.map((name) => [name, record])),
  settings: {
    seed: 1,
    notifyUrl: 'http://10.0.0.1/?token=x',
    mustPass: [{ query: 'a', key: 'b' }],
  },
  gate: [
    {
      ...{ rule: 'must-pass', title: 'Must pass', value: 0, bound: 1, pass: false },
      reason: '"chef" does not find pilot first',
    },
  ],
  imported: { at: '2026-11-21', version: 'v20261119-1', sha256: 'b', createdBy: 'Plumbline' },
};

describe('what of a version goes into a bundle', () => {
  it('is everything, unless it is left out', () => {
    expect(keptFiles(manifest, { texts: true, vectors: true })).toEqual([...names].sort());
    expect(keptFiles(manifest, { texts: true, vectors: false })).toEqual(
      names.filter((name) => !/terms\.lance|ann\.json/.test(name)).sort(),
    );
    expect(keptFiles(manifest, { texts: false, vectors: true })).toEqual([
      ...['match-model.json', 'metrics.json', 'model/lexical.json'],
      'predictions/calibrate-pairs.json',
    ]);
  });

  it('speaks of the version as it was made, and of no place', () => {
    const bundled = bundledManifest(manifest, { texts: true });
    expect(bundled).toMatchObject({ version: 'v20261119-1', imported: null });
    expect(Object.keys(bundled.settings)).toEqual(['seed', 'mustPass']);
    expect(bundledManifest({ ...manifest, imported: null }, { texts: true }).version).toBe(
      manifest.version,
    );
  });

  it('quotes no query without texts', () => {
    const bundled = bundledManifest(manifest, { texts: false });
    expect(JSON.stringify(bundled)).not.toMatch(/chef|mustPass/);
    const scores = { schema: 2, queries: [['chef', null, 'right', 'k', 'k', 1]], pairs: [] };
    expect(JSON.parse(withoutQueries(JSON.stringify(scores)))).toEqual({
      ...{ schema: 2, pairs: [] },
      queries: [['q1', null, 'right', 'k', 'k', 1]],
    });
  });
});

it.each<[string, Partial<Manifest>, boolean]>([
  ['itself', {}, true],
  ['under another id', { version: 'v20270101-1', parent: 'x' }, true],
  ['of another run', { run: 'r2' }, false],
  ['of another time', { createdAt: '2027-01-01T00:00:00.000Z' }, false],
  [
    'with other files',
    { files: { ...manifest.files, 'metrics.json': { bytes: 1, sha256: 'c' } } },
    false,
  ],
  ['with a file more', { files: { ...manifest.files, more: record } }, false],
  [
    'with vectors made anew',
    { files: { ...manifest.files, 'index/ann.json': { bytes: 1, sha256: 'c' } } },
    true,
  ],
])('a version is the same as one %s: %j', (_, change, same) => {
  expect(isSameVersion(manifest, { ...manifest, ...change })).toBe(same);
});

describe('the model card', () => {
  const options = { texts: true, vectors: true, weights: true };
  const facts = {
    ...{ manifest, metrics: null, options, createdBy: 'Plumbline 1' },
    base: { name: 'Mini', origin: 'the hub', licence: null, languages: 'English' },
    has: () => true,
  };

  it('says what the version is made of and how to load it, the same each time', () => {
    const card = modelCard(facts);
    expect(card).toBe(modelCard(facts));
    for (const said of [
      'v20261120-2',
      'licence unknown',
      'Nothing was measured',
      'FAILS: Must pass',
    ])
      expect(card).toContain(said);
    expect(card).toContain('faiss.read_index');
    expect(card).toContain('trust_remote_code=True');
  });

  it('speaks of no file that is not there, and says what was left out', () => {
    const without = { texts: false, vectors: false, weights: false };
    const card = modelCard({ ...facts, options: without, has: () => false });
    expect(card).not.toMatch(/index\.faiss|sentence_transformers/);
    expect(card).toContain('Vectors of the terms are left out');
    expect(card).toContain('Terms, queries and fields are left out');
  });
});
