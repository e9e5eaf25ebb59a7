import type { GateRule, Manifest, PromotionEvent, VersionSummary } from '#core/contract/index.ts';

const NO_DATA: VersionSummary['data'] = {
  entries: 200,
  terms: 1396,
  learntTerms: 697,
  judgments: 2207,
  canonicalSha256: 'a'.repeat(64),
  ledgerSha256: 'b'.repeat(64),
  collections: [],
};

/** A version that passed the gate, changed as a test needs it. */
export function aVersion(version: string, change: Partial<VersionSummary> = {}): VersionSummary {
  const number = version.split('-').at(-1)?.padStart(2, '0') ?? '01';
  return {
    version,
    createdAt: `2026-11-20T10:${number}:00.000Z`,
    mode: 'full-train',
    embedder: 'builtin + lexical',
    dimensions: 456,
    parent: null,
    run: 'r1',
    bytes: 12_000_000,
    data: NO_DATA,
    metrics: null,
    gate: [aRule()],
    learning: null,
    incremental: null,
    imported: null,
    kept: null,
    damage: null,
    status: 'passed',
    ...change,
  };
}

export function aRule(change: Partial<GateRule> = {}): GateRule {
  return {
    rule: 'top1',
    title: 'Top-1 accuracy at least 0.8',
    value: 0.892,
    bound: 0.8,
    pass: true,
    reason: '0.892 on 222 test queries.',
    ...change,
  };
}

export function anEvent(
  from: string | null,
  to: string,
  kind: PromotionEvent['kind'] = 'promote',
): PromotionEvent {
  return { at: '2026-11-20T12:00:00.000Z', from, to, kind, reason: 'Every rule passes.' };
}

/** What a bundle's size and the list of files are worked out from. */
export const manifest: Manifest = {
  schema: 1,
  version: 'v20261120-1',
  createdAt: '2026-11-20T10:00:00.000Z',
  run: 'r1',
  mode: 'full-train',
  parent: null,
  app: '0.1.0',
  seed: 7,
  space: {
    id: 'fe96',
    embedder: 'builtin + lexical',
    dimensions: 100,
    settings: { model: { id: 'builtin' } },
  },
  data: { ...NO_DATA, terms: 900, learntTerms: 100 },
  gate: [],
  learning: null,
  settings: {},
  incremental: null,
  imported: null,
  files: {
    'index/match.safetensors': { bytes: 500_000, sha256: 'c' },
    'index/terms.lance/data/1.lance': { bytes: 450_000, sha256: 'd' },
    'metrics.json': { bytes: 5_000, sha256: 'e' },
    'model/lexical.safetensors': { bytes: 2_000_000, sha256: 'f' },
    'predictions/test.trec': { bytes: 300_000, sha256: 'g' },
  },
};
