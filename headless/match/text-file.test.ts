import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectTextFile, readText, sniffEncoding } from './text-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-text-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function roundTrip(bytes: Uint8Array) {
  const path = join(folder, 'x.csv');
  await writeFile(path, bytes);
  const file = await inspectTextFile(path);
  let text = '';
  for await (const piece of readText(path, file.encoding)) text += piece;
  return { ...file, text };
}

describe('inspectTextFile and readText', () => {
  const text = 'título,b\né,日\n';

  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', false],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8', true],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', true],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be', true],
  ] as const)('read %s', async (_, bytes, encoding, bom) => {
    expect(await roundTrip(bytes)).toMatchObject({ text, encoding, bom });
  });

  it('reads windows-1252 where bytes are not UTF-8', async () => {
    const bytes = Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a, 0x80, 0x0a]);
    expect(await roundTrip(bytes)).toMatchObject({ text: 'café\n€\n', encoding: 'windows-1252' });
  });

  it('keeps characters whole that lie across two pieces', async () => {
    const long = `a${'é'.repeat(70_000)}\n`;
    const file = await roundTrip(Buffer.from(long));
    expect(file.text).toBe(long);
    expect(file).toMatchObject({ encoding: 'utf-8', lineFeeds: 1, bytes: 140_002 });
  });

  it('calls a file that ends inside a character windows-1252', async () => {
    expect((await roundTrip(Buffer.from([0x61, 0xc3]))).encoding).toBe('windows-1252');
  });
});

describe('sniffEncoding', () => {
  it('recognises UTF-16 without a mark', () => {
    expect(sniffEncoding(Buffer.from('title,code', 'utf16le'))?.encoding).toBe('utf-16le');
    const big = Buffer.from('title,code', 'utf16le').swap16();
    expect(sniffEncoding(big)?.encoding).toBe('utf-16be');
  });

  it('proves nothing from plain text', () => {
    expect(sniffEncoding(Buffer.from('title,code\n'))).toBeNull();
    expect(sniffEncoding(new Uint8Array())).toBeNull();
  });
});
