import type { RunFilter, RunRecord } from '#core/contract/runs.ts';

/** Whether a run is one of those that are looked for. */
export function isWanted(run: RunRecord, { mode, status, text }: RunFilter): boolean {
  if (mode !== undefined && run.mode !== mode) return false;
  if (status !== undefined && run.status !== status) return false;
  const wanted = folded(text ?? '').trim();
  return wanted === '' || textsOf(run).some((each) => folded(each).includes(wanted));
}

function textsOf({ id, version, parameters, environment, error }: RunRecord): string[] {
  const { modelName } = environment;
  return [id, version, parameters.embedder, modelName, error?.message].filter(
    (text) => text !== null && text !== undefined,
  );
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
