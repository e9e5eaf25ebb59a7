import type { z } from 'zod';
import type { FileReader } from '#core/platform/files.ts';

/**
 * The lines of a file that say what `schema` wants; none where there is no file. A line that is not whole is passed over:
 * the process may have been killed while it wrote it.
 */
export async function* readJsonl<Value>(
  files: FileReader,
  path: string,
  schema: z.ZodType<Value>,
): AsyncGenerator<Value> {
  if (!(await files.exists(path))) return;
  for await (const line of files.readLines(path)) {
    const value = parsedLine(line, schema);
    if (value !== null) yield value;
  }
}

function parsedLine<Value>(line: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // half a line
  }
}
