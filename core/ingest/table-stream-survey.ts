import type { FileReader } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { decodeWindows1252, provenEncoding } from './decode-text.ts';
import { badInput, type FaultList, faultList } from './faults.ts';
import { countIn } from './lines.ts';
import { EMPTY_FILE, nulFault, refuseBinary } from './open-text.ts';

/** A file that is read more than once, piece by piece; `name` is for messages. */
export interface StreamSource {
  name: string;
  path: string;
  files: FileReader;
}

/** What one pass over a text file found. */
export interface TextSurvey {
  /** As the user reads it, see `decodeText`. */
  encoding: string;
  /** TextDecoder's name of it; null for windows-1252, which is decoded by hand. */
  label: string | null;
  newline: '\n' | '\r';
  bytes: number;
  /** The first characters, at least one. */
  head: string;
}

/**
 * Reads a text file once, in constant memory. Throws BAD_INPUT where it is empty, binary, or holds NUL bytes (with their
 * lines), as `openText` does.
 */
export async function surveyText(source: StreamSource, ctx: JobContext): Promise<TextSurvey> {
  const { name, path, files } = source;
  const nuls = faultList(name);
  let reader: TextReader | undefined;
  let head = '';
  let bytes = 0;
  let blank = true;
  const lines = lineCounter();
  for await (const piece of files.readPieces(path)) {
    if (bytes === 0) refuseBinary(name, piece);
    bytes += piece.length;
    reader ??= newReader(piece);
    const text = reader.read(piece);
    if (head === '') head = text;
    blank &&= text.trim() === '';
    findNuls(text, lines, nuls);
    lines.add(text);
    await ctx.breathe();
  }
  reader?.end();
  if (blank || !reader) throw badInput(name, EMPTY_FILE);
  nuls.throwIfAny();
  const { encoding, label } = reader;
  return { encoding, label, newline: lines.newline(), bytes, head };
}

/** The text of a surveyed file. Throws BAD_INPUT where it is not the file that it was. */
export async function* textPieces(
  { name, path, files }: StreamSource,
  { label, bytes }: Pick<TextSurvey, 'label' | 'bytes'>,
): AsyncGenerator<string> {
  const decode = label === null ? decodeWindows1252 : streamDecoder(new TextDecoder(label));
  let seen = 0;
  for await (const piece of files.readPieces(path)) {
    seen += piece.length;
    const text = decode(piece);
    if (text !== '') yield text;
  }
  if (seen !== bytes) throw changedFile(name);
  const rest = label === null ? '' : decode(new Uint8Array(0), true);
  if (rest !== '') yield rest;
}

export function changedFile(name: string) {
  return badInput(name, {
    line: 1,
    text: 'The file changed while it was read.',
    remedy: 'Run it again on a file that stays as it is; a pipe cannot be read twice.',
  });
}

/** Decodes as UTF-8 until something is not, and from there on as windows-1252, for counting alone. */
interface TextReader {
  encoding: string;
  label: string | null;
  read(piece: Uint8Array): string;
  end(): void;
}

function newReader(head: Uint8Array): TextReader {
  const proven = provenEncoding(head);
  if (proven) {
    const decode = streamDecoder(new TextDecoder(proven.label));
    return { ...proven, read: (piece) => decode(piece), end: () => {} };
  }
  const strict = streamDecoder(new TextDecoder('utf-8', { fatal: true }));
  const reader: TextReader = {
    encoding: 'UTF-8',
    label: 'utf-8',
    read: (piece) => attempt(() => strict(piece)) ?? decodeWindows1252(piece),
    end: () => void attempt(() => strict(new Uint8Array(0), true)),
  };
  const attempt = (decode: () => string): string | undefined => {
    if (reader.label === null) return undefined;
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      Object.assign(reader, { encoding: 'windows-1252', label: null });
      return undefined;
    }
  };
  return reader;
}

function streamDecoder(decoder: InstanceType<typeof TextDecoder>) {
  return (piece: Uint8Array, last = false) => decoder.decode(piece, { stream: !last });
}

interface LineCounter {
  /** Lines that end with either character, before the text that is added next. */
  ends: { '\n': number; '\r': number };
  add(text: string): void;
  newline(): '\n' | '\r';
}

function lineCounter(): LineCounter {
  const ends = { '\n': 0, '\r': 0 };
  return {
    ends,
    add(text) {
      ends['\n'] += countIn(text, '\n');
      ends['\r'] += countIn(text, '\r');
    },
    newline: () => (ends['\n'] === 0 && ends['\r'] > 0 ? '\r' : '\n'),
  };
}

/** A fault for each line with a NUL; in a file that has no `\n` so far its lines are taken to end with `\r`. */
function findNuls(text: string, lines: LineCounter, faults: FaultList): void {
  let last = 0;
  for (let at = text.indexOf('\0'); at !== -1 && !faults.full; at = text.indexOf('\0', at + 1)) {
    const feeds = lines.ends['\n'] + countIn(text, '\n', at);
    const line = 1 + (feeds > 0 ? feeds : lines.ends['\r'] + countIn(text, '\r', at));
    if (line !== last) faults.add(nulFault(line));
    last = line;
  }
}
