import type { ModelSummary } from '#core/contract/models.ts';
import type { StoredModel } from './model-record.ts';

/** A model as a list shows it; one whose record cannot be read shows its id and its damage. */
export function summariseModel(
  { id, record, builtin, damage }: StoredModel,
  usedBy: string[],
): ModelSummary {
  if (record === null) {
    return { ...UNKNOWN, id, name: builtin ? 'Builtin' : id, builtin, usedBy, damage };
  }
  const { files, schema: _, ...rest } = record;
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return { ...rest, id, bytes, builtin, usedBy, damage };
}

/** Stands for what a damaged record no longer tells; nobody computes with it, as damage forbids its use. */
const UNKNOWN: Omit<ModelSummary, 'id' | 'name' | 'builtin' | 'usedBy' | 'damage'> = {
  kind: 'transformer',
  origin: 'unknown',
  licence: null,
  languages: null,
  architecture: 'unknown',
  dimensions: 1,
  maxTokens: 1,
  pooling: 'mean',
  normalise: true,
  prefixes: { query: '', term: '' },
  weights: {},
  addedAt: '',
  sha256: '',
  bytes: 0,
};

/** What a version's space may call a model. */
export function namesOf({ id, record }: StoredModel): string[] {
  return record === null ? [id] : [id, record.sha256];
}

/** Whether the settings of a version's space name a model, at any depth. */
export function usesModel(settings: unknown, names: readonly string[]): boolean {
  if (typeof settings === 'string') return names.includes(settings);
  if (typeof settings !== 'object' || settings === null) return false;
  return Object.values(settings).some((value) => usesModel(value, names));
}
