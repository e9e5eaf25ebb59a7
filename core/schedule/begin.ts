import type { Clock } from '#core/platform/clock.ts';
import type { FileNote } from './file-note.ts';
import type { Step } from './next-step.ts';
import type { ScheduleBook } from './schedule-book.ts';
import { outcomeWords, WAITS } from './schedule-words.ts';

/** How jobs are begun; each returns the job's id. */
export interface Starters {
  /** Begins an import that is refused where the content is another by then. */
  startImport(
    file: Pick<FileNote, 'path' | 'kind' | 'collection'> & { sha256: string },
  ): Promise<string>;
  /** Begins a training: of what was taken in, or of everything. */
  startTraining(of: 'changes' | 'everything'): Promise<string>;
}

/** Begins what comes next, and writes down that it has begun. */
export async function begin(
  step: Step,
  book: ScheduleBook,
  deps: Starters & { clock: Clock },
): Promise<void> {
  if (step.do === 'import') await beginImports(step.files, book, deps);
  if (step.do === 'train-daily') await beginDaily(step.due, book, deps);
  if (step.do !== 'train') return;
  const training = await book.act(() => deps.startTraining('changes'));
  const { chain } = await book.read();
  await book.change({ chain: chain && { ...chain, training } });
}

/** Returns the ids of the imports' jobs. */
export async function beginImports(
  notes: readonly FileNote[],
  book: ScheduleBook,
  { startImport }: Pick<Starters, 'startImport'>,
): Promise<string[]> {
  const jobs: string[] = [];
  for (const { path, kind, collection, content } of notes) {
    if (content === null) continue;
    const { sha256 } = content;
    const job = await book.act(() => startImport({ path, kind, collection, sha256 }));
    jobs.push(job);
    const { imports = [], imported = 0 } = (await book.read()).chain ?? {};
    const chain = { imports: [...imports, { path, sha256, job }], imported, training: null };
    await book.change({ chain });
  }
  return jobs;
}

/** It is written that it has begun before it does: a process that dies in between must not begin it again and again. */
async function beginDaily(
  due: Date,
  book: ScheduleBook,
  { clock, startTraining }: Starters & { clock: Clock },
): Promise<void> {
  const { daily, chain } = await book.read();
  const dueAt = due.toISOString();
  const begun = { dueAt, startedAt: clock.now().toISOString(), job: null };
  await book.change({
    daily: daily && { ...daily, doneUpTo: dueAt },
    last: { ...begun, words: outcomeWords(undefined) },
  });
  try {
    const job = await book.act(() => startTraining('everything'));
    await book.change({
      chain: chain && { ...chain, training: job },
      last: { ...begun, job, words: WAITS },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = `It could not be started. ${why}`;
    await book.change({ last: { ...begun, startedAt: null, words } });
  }
}
