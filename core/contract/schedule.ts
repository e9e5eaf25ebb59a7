import { z } from 'zod';
import { CANONICAL, CollectionName, FileKind } from './data.ts';
import { procedure } from './procedure.ts';

/** A file, or a folder of files, that is looked at again and again. */
export const WatchedPlace = z.object({
  /** Absolute. Of a folder, every file in it that Plumbline can read, not below. */
  path: z.string().min(1).max(4096),
  kind: FileKind,
  /** Where entries go. */
  collection: CollectionName.default(CANONICAL),
});
export type WatchedPlace = z.infer<typeof WatchedPlace>;

/** One watched file as it was last seen. */
export const WatchedFile = z.object({
  path: z.string(),
  place: z.string(),
  kind: FileKind,
  collection: CollectionName,
  /** `changed`: its content is another than what was imported last; `new`: it never was. */
  state: z.enum(['same', 'changed', 'new', 'missing', 'unreadable', 'refused']),
  seenAt: z.string().nullable(),
  importedAt: z.string().nullable(),
  /** Why it is unreadable or was refused. */
  reason: z.string().nullable(),
});
export type WatchedFile = z.infer<typeof WatchedFile>;

export const ScheduleState = z.object({
  watched: z.array(WatchedFile),
  /** When places were last looked at; null while nothing is watched. */
  lookedAt: z.string().nullable(),
  /** Next daily full training, ISO 8601; null where none is set. */
  nextTraining: z.string().nullable(),
  /** The last time that was due, and what became of it. */
  last: z
    .object({
      dueAt: z.string(),
      startedAt: z.string().nullable(),
      job: z.string().nullable(),
      words: z.string(),
    })
    .nullable(),
  /** What goes on or waits, in a sentence. */
  words: z.string(),
});
export type ScheduleState = z.infer<typeof ScheduleState>;

/** The part `schedule` of the contract. What is watched and when is trained lies in the settings. */
export const scheduleProcedures = {
  state: procedure.route({ method: 'GET', path: '/schedule' }).output(ScheduleState),
  /** Looks at every watched place now. */
  look: procedure.route({ method: 'POST', path: '/schedule/look' }).output(ScheduleState),
  /** Imports what has changed and starts an incremental training. BAD_INPUT where nothing has changed. */
  take: procedure
    .route({ method: 'POST', path: '/schedule/take' })
    .output(z.object({ jobs: z.array(z.string()) })),
  /** Leaves what has changed out until it changes again. */
  ignore: procedure.route({ method: 'POST', path: '/schedule/ignore' }).output(ScheduleState),
};
