import { createReadStream } from 'node:fs';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What one pass over a text file found. */
export interface TextFile {
  encoding: Encoding;
  /** Did it start with a byte order mark? */
  bom: boolean;
  /** Line feeds: an upper bound for a table's rows. */
  lineFeeds: number;
  bytes: number;
}

/**
 * The encoding that the first bytes prove, or null: byte order marks, and UTF-16 without one by
 * where its zero bytes lie in mostly Latin text.
 */
export function sniffEncoding(head: Uint8Array): { encoding: Encoding; bom: boolean } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', bom: true };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  const zeros = [0, 0];
  for (const [index, byte] of head.entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 5;
  if (odd > many && even < odd / 10) return { encoding: 'utf-16le', bom: false };
  if (even > many && odd < even / 10) return { encoding: 'utf-16be', bom: false };
  return null;
}

/** Reads a file once, in constant memory, to learn its encoding: UTF-8 where every byte is, else windows-1252. */
export async function inspectTextFile(path: string): Promise<TextFile> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let sniffed: ReturnType<typeof sniffEncoding> = null;
  let utf8 = true;
  let bytes = 0;
  let lineFeeds = 0;
  for await (const chunk of byteChunks(path)) {
    if (bytes === 0) sniffed = sniffEncoding(chunk.subarray(0, 4096));
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lineFeeds += 1;
    utf8 &&= decodes(strict, chunk);
  }
  utf8 &&= decodes(strict, undefined);
  const encoding = sniffed?.encoding ?? (utf8 ? 'utf-8' : 'windows-1252');
  return { encoding, bom: sniffed?.bom ?? false, lineFeeds, bytes };
}

/** The file's text in pieces, without its byte order mark. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of byteChunks(path)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function decodes(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Uint8Array | undefined,
): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function byteChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 65_536 });
}
