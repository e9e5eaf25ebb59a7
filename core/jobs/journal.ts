import { z } from 'zod';
import { JobKind } from '#core/contract/jobs.ts';
import type { Files } from '#core/platform/files.ts';

/** What a restart needs to know of a job that had not ended. */
export const Journal = z.object({
  schema: z.literal(1),
  id: z.string(),
  kind: JobKind,
  title: z.string(),
  request: z.unknown(),
  status: z.enum(['queued', 'running']),
  /** The last stage that began, or null. */
  stage: z.string().nullable(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
});
export type Journal = z.infer<typeof Journal>;

/** The journals in a folder, one file for each job that has not ended. Changes are made in the order asked for. */
export interface Journals {
  /** Replaces a job's journal in one step. */
  write(journal: Journal): Promise<void>;
  remove(id: string): Promise<void>;
  /** Oldest first, with the names of files that are none. */
  read(): Promise<{ journals: Journal[]; unreadable: string[] }>;
}

const ENDING = '.json';

export function journalsIn(files: Files, folder: string): Journals {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  const path = (id: string) => files.join(folder, `${id}${ENDING}`);
  return {
    write: (journal) =>
      inTurn(() => files.writeAtomic(path(journal.id), `${JSON.stringify(journal, null, 2)}\n`)),
    remove: (id) => inTurn(() => files.remove(path(id))),
    async read() {
      const journals: Journal[] = [];
      const unreadable: string[] = [];
      for (const name of (await files.list(folder)).filter((one) => one.endsWith(ENDING))) {
        const journal = parseJournal(await files.readText(files.join(folder, name)));
        if (journal && name === `${journal.id}${ENDING}`) journals.push(journal);
        else unreadable.push(name);
      }
      journals.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
      return { journals, unreadable };
    },
  };
}

function parseJournal(text: string): Journal | null {
  try {
    return Journal.parse(JSON.parse(text));
  } catch {
    return null; // reported by name
  }
}
