import type { LearningReport } from '#core/contract/learning.ts';
import type { GateRule } from '#core/contract/metrics.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { type Fact, factsOf, shortHash } from './compare-versions.ts';

/** Settings that say nothing about what a version is. */
const ASIDE = new Set([
  ...['offline', 'cacheLimitMb', 'notifyUrl', 'reachPublic', 'watch', 'onChange', 'dailyAt'],
  ...['mlflowUrl', 'mlflowExperiment', 'mlflowModel', 'mlflowAuto', 'monitor', 'monitorDays'],
  // In the seed of the version.
  'seed',
]);

/**
 * Everything in which two versions may differ, in the order in which people look at it. `timings`: the seconds of each
 * stage of its run, where that is known.
 */
export function versionFacts(
  manifest: Manifest,
  timings: Readonly<Record<string, number>> | null,
): Fact[] {
  const { mode, seed, app, incremental, parent, imported, data, gate, learning, files } = manifest;
  const settings = Object.entries(manifest.settings).filter(([name]) => !ASIDE.has(name));
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  const from = incremental ? `${incremental.from}, ${incremental.embedded} terms embedded` : null;
  return [
    ...factsOf('parameters', { Mode: mode, Seed: seed, Plumbline: app }),
    ...factsOf('parameters', { Parent: parent, 'Incremental from': from }),
    ...factsOf('parameters', { 'Imported from': imported?.version }),
    ...factsOf('settings', Object.fromEntries(settings)),
    ...dataFacts(data),
    ...embedderFacts(manifest.space),
    ...learningFacts(learning),
    ...factsOf('duration', secondsInWords(timings ?? {})),
    ...gate.map((rule) => gateFact(rule)),
    { group: 'outcome', name: 'Size', value: `${(bytes / 1e6).toFixed(1)} MB` },
  ];
}

function dataFacts({ collections, ...data }: Manifest['data']): Fact[] {
  const own: Fact[] = [
    { group: 'data', name: 'Entries', value: data.entries },
    { group: 'data', name: 'Terms', value: data.terms },
    { group: 'data', name: 'Dictionary', value: shortHash(data.canonicalSha256) },
  ];
  const others = collections.flatMap(({ name, entries, terms, sha256 }): Fact[] => [
    { group: 'data', name: `${name}: entries`, value: entries },
    { group: 'data', name: `${name}: terms`, value: terms },
    { group: 'data', name, value: shortHash(sha256) },
  ]);
  const labels: Fact[] = [
    { group: 'labels', name: 'Judgments', value: data.judgments },
    { group: 'labels', name: 'Learnt terms', value: data.learntTerms },
    { group: 'labels', name: 'Ledger', value: shortHash(data.ledgerSha256) },
  ];
  return [...own, ...others, ...labels];
}

function embedderFacts({ embedder, dimensions, settings }: Manifest['space']): Fact[] {
  const parts = factsOf('embedder', settings).map((fact) => ({ ...fact, value: cut(fact.value) }));
  return [
    { group: 'embedder', name: 'Embedder', value: embedder },
    { group: 'embedder', name: 'Dimensions', value: dimensions },
    // Of the dictionary, which is a fact of its own.
    ...parts.filter(({ name }) => !name.endsWith('.dictionary')),
  ];
}

const cut = (value: Fact['value']) =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? shortHash(value) : value;

function learningFacts(learning: LearningReport | null): Fact[] {
  const attempt = (tried: LearningReport['adapter']) =>
    tried && `${tried.kept ? 'kept' : 'left'} after ${tried.rounds} rounds`;
  const gain = learning?.gain;
  const difference = gain?.difference.value ?? 0;
  const sign = difference < 0 ? '−' : '+';
  return factsOf('learning', {
    Adapter: attempt(learning?.adapter ?? null),
    'Tuned tokens': attempt(learning?.fineTuned ?? null),
    'Gain in MRR@10': gain && `${sign}${Math.abs(difference).toFixed(3)}, ${gain.verdict}`,
  });
}

function secondsInWords(timings: Readonly<Record<string, number>>): Record<string, string> {
  const stages = Object.entries(timings);
  if (stages.length === 0) return {};
  const total = stages.reduce((sum, [, seconds]) => sum + seconds, 0);
  const all: [string, number][] = [['Total', total], ...stages];
  return Object.fromEntries(all.map(([name, seconds]) => [name, `${seconds.toFixed(1)} s`]));
}

function gateFact({ title, pass, reason }: GateRule): Fact {
  return { group: 'outcome', name: title, value: `${pass ? 'passes' : 'fails'}: ${reason}` };
}
