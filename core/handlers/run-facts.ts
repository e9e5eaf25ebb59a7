import type { RunRecord } from '#core/contract/runs.ts';
import { type Fact, factsOf, shortHash } from '#core/versions/compare-versions.ts';

/** Everything in which two runs may differ, in the order in which people look at it. */
export function runFacts(run: RunRecord): Fact[] {
  const { parameters, settings, seed, data, environment } = run;
  const { seed: _, ...others } = settings;
  return [
    ...factsOf('parameters', { ...parameters, seed }),
    ...factsOf('settings', others),
    { group: 'data', name: 'Entries', value: data?.entries ?? null },
    { group: 'data', name: 'Terms', value: data?.terms ?? null },
    { group: 'data', name: 'Dictionary', value: shortHash(data?.canonicalSha256) },
    { group: 'labels', name: 'Judgments', value: data?.judgments ?? null },
    { group: 'labels', name: 'Ledger', value: shortHash(data?.ledgerSha256) },
    ...factsOf('environment', { ...environment, modelSha256: shortHash(environment.modelSha256) }),
    ...durationFacts(run),
    ...outcomeFacts(run),
  ];
}

function durationFacts({ timings, startedAt, finishedAt }: RunRecord): Fact[] {
  const total = finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
  const all = { ...(total !== null && { Total: total / 1000 }), ...timings };
  return Object.entries(all).map(([name, seconds]) => ({
    ...{ group: 'duration', name, value: `${seconds.toFixed(1)} s` },
  }));
}

function outcomeFacts({ status, version, promoted, error }: RunRecord): Fact[] {
  const values = { Status: status, Version: version, Promoted: promoted, Error: error?.message };
  return factsOf('outcome', values);
}
