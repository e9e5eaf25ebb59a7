import { z } from 'zod';
import type { FileReader, Files } from '#core/platform/files.ts';
import { pathsOf } from './stored-match.ts';

/** What a person said of a row: an entry, or that none fits. */
const Decided = z.union([
  z.object({ key: z.string(), name: z.string() }),
  z.object({ none: z.literal(true) }),
]);
export type Decided = z.infer<typeof Decided>;

const DecisionLine = z.object({
  /** From 1. */
  row: z.number().int(),
  /** Null takes back what was said before. */
  decision: Decided.nullable(),
  /** The judgment that was written with it; null where there was nothing to judge. */
  judgment: z.string().nullable(),
  at: z.string(),
});
export type DecisionLine = z.infer<typeof DecisionLine>;

/** What stands for a row. */
export type RowDecision = Pick<DecisionLine, 'judgment'> & { decision: Decided };

/** Row from 1 -> what was said last; rows that somebody took back are not in it. A line that was torn says nothing. */
export async function readDecisions(
  files: FileReader,
  folder: string,
): Promise<Map<number, RowDecision>> {
  const path = pathsOf(files, folder).decisions;
  const decided = new Map<number, RowDecision>();
  if (!(await files.exists(path))) return decided;
  for await (const text of files.readLines(path)) {
    const line = parseLine(text);
    if (line === null) continue;
    const { row, decision, judgment } = line;
    if (decision === null) decided.delete(row);
    else decided.set(row, { decision, judgment });
  }
  return decided;
}

/** Adds one decision; it is on the disk when this returns. */
export async function addDecision(files: Files, folder: string, line: DecisionLine): Promise<void> {
  const path = pathsOf(files, folder).decisions;
  // A line that a killed process left half written is ended first.
  const start = (await endsInLine(files, path)) ? '' : '\n';
  await files.append(path, `${start}${JSON.stringify(line)}\n`);
}

function parseLine(text: string): DecisionLine | null {
  try {
    return DecisionLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function endsInLine(files: FileReader, path: string): Promise<boolean> {
  if (!(await files.exists(path))) return true;
  const ranges = await files.openRanges(path);
  try {
    const last = new Uint8Array(1);
    return (
      ranges.size === 0 || ((await ranges.read(ranges.size - 1, last)) === 1 && last[0] === 10)
    );
  } finally {
    await ranges.close();
  }
}
