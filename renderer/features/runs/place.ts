import type { RunStatus } from '#core/contract/index.ts';
import type { Route } from '#renderer/app/route.ts';

export const PARTS = [
  { value: 'overview', label: 'Overview' },
  { value: 'setup', label: 'Setup' },
  { value: 'log', label: 'Log' },
  { value: 'files', label: 'Files' },
] as const;
export type PartId = (typeof PARTS)[number]['value'];

const STATUSES = [
  'running',
  'finished',
  'failed',
  'cancelled',
  'killed',
] as const satisfies readonly RunStatus[];

/** Which runs are listed, and what of which one is looked at; the address keeps all of it. */
export interface Place {
  /** Empty: the newest that is listed. */
  run: string;
  part: PartId;
  status: RunStatus | 'all';
  /** Empty: all. */
  mode: string;
  text: string;
  /** At most two runs that are compared, in the order of choosing. */
  picked: readonly string[];
}

/** Reads the parameters of an address; what cannot be read is what stands there at first. */
export function readPlace(params: Route['params']): Place {
  return {
    run: params.run ?? '',
    part: PARTS.find(({ value }) => value === params.part)?.value ?? 'overview',
    status: STATUSES.find((status) => status === params.status) ?? 'all',
    mode: params.mode ?? '',
    text: params.q ?? '',
    picked: (params.compare ?? '').split('~').filter(Boolean).slice(0, 2),
  };
}

/** The other way round; what goes without saying is left out. */
export function placeParams({ run, part, status, mode, text, picked }: Place) {
  return {
    ...{ run, mode },
    part: part === 'overview' ? '' : part,
    status: status === 'all' ? '' : status,
    q: text,
    compare: picked.join('~'),
  };
}

/** Takes a run to the compared ones or away from them; a third one takes the place of the first. */
export function togglePick(picked: readonly string[], id: string): string[] {
  if (picked.includes(id)) return picked.filter((other) => other !== id);
  return [...picked, id].slice(-2);
}
