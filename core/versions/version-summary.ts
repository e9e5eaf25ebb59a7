import type { Metrics } from '#core/contract/metrics.ts';
import type { Manifest, VersionSummary } from '#core/contract/versions.ts';
import type { StoredVersion } from './manifest-file.ts';
import { dayOf } from './version-id.ts';

/** A list's row for one version. Of a damaged one only its id is known; its numbers are zero. */
export function summariseVersion(
  stored: StoredVersion,
  metrics: Metrics | null,
  latest: string | null,
): VersionSummary {
  if (!stored.manifest) return damagedSummary(stored.id, stored.damage);
  const { version, createdAt, mode, space, parent, run, data, gate, learning, files } =
    stored.manifest;
  const { incremental, imported } = stored.manifest;
  return {
    version,
    createdAt,
    mode,
    embedder: space.embedder,
    dimensions: space.dimensions,
    parent,
    run,
    bytes: Object.values(files).reduce((sum, file) => sum + file.bytes, 0),
    data,
    metrics,
    gate,
    learning,
    incremental,
    imported,
    kept: null,
    damage: null,
    status: statusOf(stored.manifest, latest),
  };
}

function statusOf({ version, gate }: Manifest, latest: string | null): VersionSummary['status'] {
  if (version === latest) return 'latest';
  if (gate.length === 0) return 'unmeasured';
  return gate.every((rule) => rule.pass) ? 'passed' : 'refused';
}

function damagedSummary(version: string, damage: string): VersionSummary {
  const none = { entries: 0, terms: 0, learntTerms: 0, judgments: 0 };
  return {
    version,
    createdAt: dayOf(version),
    mode: 'full-train',
    embedder: '',
    dimensions: 0,
    parent: null,
    run: '',
    bytes: 0,
    data: { ...none, canonicalSha256: '', ledgerSha256: '', collections: [] },
    metrics: null,
    gate: [],
    learning: null,
    incremental: null,
    imported: null,
    kept: null,
    damage,
    status: 'damaged',
  };
}
