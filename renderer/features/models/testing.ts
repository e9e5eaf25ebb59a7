import type { DeviceReport, ModelSummary } from '#core/contract/index.ts';

/** A MiniLM, changed as a test needs it. */
export function aModel(change: Partial<ModelSummary> = {}): ModelSummary {
  return {
    id: 'all-minilm-l6-v2-1a2b3c4d',
    name: 'all-MiniLM-L6-v2',
    kind: 'transformer',
    origin: 'the folder minilm',
    licence: 'apache-2.0',
    languages: 'English',
    architecture: 'BertModel',
    dimensions: 384,
    maxTokens: 256,
    pooling: 'mean',
    normalise: true,
    prefixes: { query: '', term: '' },
    weights: { fp32: 'model.onnx', int8: 'model_int8.onnx' },
    addedAt: '2026-11-20T10:00:00Z',
    sha256: '1a2b3c4d',
    bytes: 91_000_000,
    builtin: false,
    usedBy: [],
    damage: null,
    ...change,
  };
}

/** What was measured of a MiniLM on a CPU, changed as a test needs it. */
export function aReport(change: Partial<DeviceReport> = {}): DeviceReport {
  return {
    device: 'cpu',
    dtype: 'fp32',
    name: 'CPU, 2 threads',
    software: false,
    textsPerSecond: 1000,
    agreement: 1,
    sameTop10: 1,
    usable: true,
    chosen: false,
    reason: '',
    ...change,
  };
}
