import { Settings } from '#core/contract/workspace.ts';
import { sampleDetail, sampleOverview } from '#core/plots/testing.ts';
import type { ReportData } from './report-data.ts';

/** Everything that a report can show, made up. */
export const sampleReport: ReportData = {
  overview: sampleOverview,
  detail: sampleDetail,
  versions: sampleOverview.points,
  at: '2026-11-21T08:00:00.000Z',
  workspace: { name: 'Occupations', settings: Settings.parse({}) },
  manifest: {
    schema: 1,
    version: 'v20261120-1',
    createdAt: '2026-11-20T09:00:00.000Z',
    run: 'r20261120-1',
    mode: 'full-train',
    parent: 'v20261119-1',
    app: '1.2.3',
    seed: 7,
    space: { id: 'c4f1c3fa', embedder: 'builtin + lexical', dimensions: 456, settings: {} },
    data: {
      entries: 1016,
      terms: 29_017,
      learntTerms: 12,
      judgments: 11_408,
      canonicalSha256: 'c'.repeat(64),
      ledgerSha256: 'd'.repeat(64),
      collections: [{ name: 'candidates', entries: 40, terms: 80, sha256: 'e' }],
    },
    gate: [
      {
        rule: 'top1',
        title: 'Top-1 accuracy at least 0.8',
        value: 0.447,
        bound: 0.8,
        pass: false,
        reason: '0.447 on 1,200 test queries.',
      },
      {
        rule: 'must-pass',
        title: 'Queries that must pass',
        value: null,
        bound: null,
        pass: true,
        reason: 'None is listed.',
      },
    ],
    learning: {
      adapter: { kept: true, rounds: 2, scores: [0.4, 0.45, 0.44] },
      fineTuned: null,
      tried: [{ adapted: true, learnt: false, mrr: 0.51, averagePrecision: 0.6 }],
      heldOut: 700,
      gain: {
        without: 0.5,
        difference: { value: 0.031, lower: 0.01, upper: 0.05 },
        pValue: 0.002,
        verdict: 'better',
      },
      words: 'The adapter adds 0.031 MRR@10 on test, beyond noise.',
    },
    settings: {},
    incremental: null,
    imported: null,
    files: {},
  },
  status: 'refused',
  promotions: [
    {
      at: '2026-11-20T10:00:00.000Z',
      from: 'v20261119-1',
      to: 'v20261120-1',
      kind: 'override',
      reason: 'checked by hand',
    },
  ],
  run: null,
  stages: [{ stage: 'learn', message: '8 936 pairs of 697 queries' }],
  splits: [
    { split: 'train', queries: 3600, yes: 3500, no: 3300 },
    { split: 'calibrate', queries: 1190, yes: 1100, no: 1000 },
    { split: 'test', queries: 1200, yes: 1200, no: 1141 },
  ],
  model: {
    weights: [
      { name: 'semantic', group: 'Meaning', weight: 1.5 },
      { name: 'letters', group: 'Letters', weight: -0.4 },
    ],
    intercept: -1,
    trainedOn: { pairs: 8936, positives: 3500, queries: 3600, nearMisses: 2000 },
    calibration: 'sigmoid (Platt)',
    tried: [
      { kind: 'sigmoid (Platt)', logLoss: 0.4548, differenceError: 0 },
      { kind: 'beta', logLoss: 0.4547, differenceError: 0.0006 },
    ],
  },
};
