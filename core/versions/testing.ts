import type { NewManifest } from './version-store.ts';

/** A manifest as training would write it, for tests. */
export const newManifest: NewManifest = {
  createdAt: '2026-11-20T10:00:00.000Z',
  run: 'r20261120-1',
  mode: 'full-train',
  parent: null,
  app: '0.1.0',
  seed: 1,
  space: { id: 's', embedder: 'lexical', dimensions: 8, settings: {} },
  data: {
    entries: 1,
    terms: 2,
    learntTerms: 0,
    judgments: 3,
    canonicalSha256: 'a',
    ledgerSha256: 'b',
    collections: [],
  },
  gate: [],
  learning: null,
  settings: {},
  incremental: null,
  imported: null,
};
