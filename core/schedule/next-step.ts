import { wantsTraining } from './chain.ts';
import type { FileNote } from './file-note.ts';
import type { Chain } from './stored-schedule.ts';

export interface Situation {
  /** Some job runs or waits. */
  busy: boolean;
  chain: Chain | null;
  /** When a daily training was due that has not begun. */
  due: Date | null;
  onChange: 'offer' | 'train';
  /** Files that can be taken in. */
  takeable: readonly FileNote[];
}

export type Step =
  | { do: 'nothing' }
  | { do: 'import'; files: readonly FileNote[] }
  /** Trains for what was taken in. */
  | { do: 'train' }
  | { do: 'train-daily'; due: Date };

/** What to begin by itself: one thing at a time, and nothing while a job runs or waits. */
export function nextStep({ busy, chain, due, onChange, takeable }: Situation): Step {
  if (busy || (chain !== null && !wantsTraining(chain))) return { do: 'nothing' };
  if (chain === null && onChange === 'train' && takeable.length > 0)
    return { do: 'import', files: takeable };
  // The full training of the day takes in what was imported, too.
  if (due !== null) return { do: 'train-daily', due };
  return chain === null ? { do: 'nothing' } : { do: 'train' };
}
