import { z } from 'zod';
import { CollectionName, FileKind } from '#core/contract/data.ts';

/** By what one sees, without reading it, that a file is another than it was. */
const Stamp = z.object({ bytes: z.number(), modifiedAt: z.number() });
export type Stamp = z.infer<typeof Stamp>;

/** What is known of one watched file. */
export const FileNote = z.object({
  path: z.string(),
  /** The file or folder of the settings that it belongs to. */
  place: z.string(),
  kind: FileKind,
  collection: CollectionName,
  /** ISO 8601: when it was last there. */
  seenAt: z.string().nullable(),
  /** As it was at the last look; null where it could not be seen. */
  stamp: Stamp.nullable(),
  /** Its content when it had stopped changing. */
  content: z.object({ sha256: z.string(), stamp: Stamp }).nullable(),
  /** Why it could not be seen or read; with the stamp that it had. */
  trouble: z
    .object({
      state: z.enum(['missing', 'unreadable']),
      reason: z.string(),
      stamp: Stamp.nullable(),
    })
    .nullable(),
  /** What was taken in last. */
  imported: z.object({ sha256: z.string(), at: z.string() }).nullable(),
  /** A content that an import refused, and why. */
  refused: z.object({ sha256: z.string(), reason: z.string() }).nullable(),
  /** A content whose import was cut off by the end of the process: it is tried once more. */
  cutOff: z.string().nullable(),
  /** A content that the user does not want. */
  ignored: z.string().nullable(),
});
export type FileNote = z.infer<typeof FileNote>;

/** One file as a look finds it. */
export interface SeenFile extends Pick<FileNote, 'path' | 'place' | 'kind' | 'collection'> {
  found: Stamp | { state: 'missing' | 'unreadable'; reason: string };
}

const NEVER_SEEN = {
  ...{ seenAt: null, stamp: null, content: null, trouble: null },
  ...{ imported: null, refused: null, cutOff: null, ignored: null },
};

/** The note after a look at a time; ISO 8601. What was known of its content stays. */
export function afterLook(before: FileNote | undefined, seen: SeenFile, at: string): FileNote {
  const { found, ...about } = seen;
  const note: FileNote = { ...NEVER_SEEN, ...before, ...about };
  if ('state' in found) return { ...note, stamp: null, trouble: { ...found, stamp: null } };
  const same = note.trouble?.stamp && sameStamp(note.trouble.stamp, found);
  return { ...note, seenAt: at, stamp: found, trouble: same ? note.trouble : null };
}

/**
 * Whether a file should be read now: it was the same at two looks, so that nobody is still writing it, and another than
 * when it was read last. What could not be read is not tried again until it changes.
 */
export function wantsReading(before: FileNote | undefined, { stamp, content, trouble }: FileNote) {
  const settled = stamp !== null && before?.stamp != null && sameStamp(before.stamp, stamp);
  if (!settled || trouble !== null) return false;
  return content === null || !sameStamp(content.stamp, stamp);
}

/** Still being written, or not looked at twice yet. */
export const isSettling = ({ stamp, content, trouble }: FileNote): boolean =>
  stamp !== null && trouble === null && (content === null || !sameStamp(content.stamp, stamp));

export const sameStamp = (a: Stamp, b: Stamp): boolean =>
  a.bytes === b.bytes && a.modifiedAt === b.modifiedAt;
