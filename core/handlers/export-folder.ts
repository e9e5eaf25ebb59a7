import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

/** Lies in every folder that an export made, and names what it put there. */
const MARK = 'plumbline-export.json';
const Mark = z.object({ schema: z.literal(1), files: z.array(z.string()) });

interface WrittenFile {
  /** Path inside the folder, with `/`. */
  name: string;
  bytes: number;
}

/**
 * A folder that appears by one rename when `write` has filled it. One that is there is replaced where `replace` allows it,
 * an export made it, and it holds nothing else. Throws BAD_INPUT otherwise, with nothing changed.
 */
export async function exportFolder<Result>(
  files: Files,
  { place, replace, about }: { place: string; replace: boolean; about: Record<string, unknown> },
  write: (draft: string) => Promise<Result>,
): Promise<{ result: Result; written: WrittenFile[] }> {
  await refuseForeign(files, place, replace);
  const draft = `${place}.unfinished`;
  await files.remove(draft);
  await files.makeFolder(draft);
  try {
    const result = await write(draft);
    const written = await filesBelow(files, draft);
    const mark = { schema: 1, ...about, files: written.map(({ name }) => name) };
    await files.writeAtomic(files.join(draft, MARK), `${JSON.stringify(mark, null, 1)}\n`);
    await files.flush(draft);
    await swap(files, draft, place);
    return { result, written };
  } finally {
    await files.remove(draft);
  }
}

/** Between the two renames there is no folder; whichever is there is whole. */
async function swap(files: Files, draft: string, place: string): Promise<void> {
  const before = `${place}.replaced`;
  await files.remove(before);
  if (await files.exists(place)) await files.rename(place, before);
  await files.rename(draft, place);
  await files.remove(before);
}

async function refuseForeign(files: Files, place: string, replace: boolean): Promise<void> {
  if (!(await files.exists(place))) return;
  const why = (await files.isFolder(place)) ? await foreignIn(files, place) : 'It is no folder.';
  if (why === null && replace) return;
  throw new PlumblineError('BAD_INPUT', `${place} is there already. ${why ?? ''}`.trim(), {
    file: place,
    remedy:
      why === null
        ? 'Choose another name, or allow to replace it (--replace).'
        : 'Choose another name: only what an export made, and nobody added to, is replaced.',
  });
}

/** Why a folder is not an export alone; null where it is. */
async function foreignIn(files: FileReader, place: string): Promise<string | null> {
  const path = files.join(place, MARK);
  if (!(await files.exists(path))) return 'No export of Plumbline made it.';
  const mark = Mark.safeParse(parseJson(await files.readText(path)));
  if (!mark.success) return `Its ${MARK} cannot be read.`;
  const known = new Set([...mark.data.files, MARK]);
  const other = (await filesBelow(files, place)).find(({ name }) => !known.has(name));
  return other ? `It holds ${other.name}, which the export did not put there.` : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused as what it is not
  }
}

async function filesBelow(files: FileReader, folder: string): Promise<WrittenFile[]> {
  const found: WrittenFile[] = [];
  for (const name of await files.list(folder)) {
    const path = files.join(folder, name);
    if (!(await files.isFolder(path))) found.push({ name, bytes: await files.size(path) });
    else
      for (const file of await filesBelow(files, path)) {
        found.push({ name: `${name}/${file.name}`, bytes: file.bytes });
      }
  }
  return found;
}
