import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyIsTerm } from './key-is-term.ts';
import { readCanonical } from './read-canonical.ts';

const read = (text: string, name = 'canonical.json', keyIsTerm: KeyIsTerm = 'no') =>
  readCanonical({ name, bytes: new TextEncoder().encode(text), keyIsTerm });

const EXPECTED = [
  { key: 'a', terms: ['Cook', 'Chef'] },
  { key: 'b', terms: ['Baker'] },
];

describe('readCanonical', () => {
  it.each([
    ['JSON', 'canonical.json', '{"a": ["Cook", " Chef "], "b": ["Baker"]}'],
    ['JSON', 'x', '[{"id": "a", "terms": ["Cook", "Chef"]}, {"key": "b", "text": "Baker"}]'],
    [
      'JSON',
      'x.json',
      '[{"_id": "a", "prefLabel": "Cook", "altLabels": ["Chef"]}, {"id": "b", "name": "Baker"}]',
    ],
    [
      'JSON',
      'x.txt',
      '\n[{"id": "a", "title": "Cook", "synonyms": ["Chef"]}, {"id": "b", "labels": ["Baker"]}]',
    ],
    [
      'JSON Lines',
      'x.jsonl',
      '{"id": "a", "terms": ["Cook", "Chef"]}\n\n{"id": "b", "terms": "Baker"}\n',
    ],
    ['JSON Lines', 'x.json', '{"a": ["Cook", "Chef"]}\r\n{"b": ["Baker"]}\r\n'],
    ['CSV, comma', 'x.csv', 'id,terms\na,Cook|Chef\nb,Baker\n'],
    ['CSV, comma', 'x.csv', 'id,synonyms\na,Cook;Chef\nb,Baker\n'],
    ['CSV, semicolon', 'x.csv', 'id;terms\na;Cook|Chef\nb;Baker\n'],
    ['CSV, tab', 'x.tsv', 'id\tterm\na\tCook\nb\tBaker\na\tChef\n'],
    ['CSV, comma', 'x.csv', 'conceptUri,prefLabel,altLabel\na,Cook,"Chef\n"\nb,Baker,\n'],
    ['CSV, comma', 'x.csv', 'id,name,alt_labels\na,Cook,Chef\nb,Baker,\n'],
  ])('reads %s from %s: %s', async (format, name, text) => {
    const file = await read(text, name);
    expect(file).toMatchObject({ format, encoding: 'UTF-8' });
    expect(file.entries).toEqual(EXPECTED);
    expect(file.counts).toEqual({ entries: 2, terms: 3, judgments: 0, yes: 0, no: 0 });
  });

  it('splits at ; only where a column has no stronger separator', async () => {
    const file = await read('id,terms\na,x; y|z\nb,v;w\n', 'x.csv');
    expect(file.entries.map(({ terms }) => terms)).toEqual([['x; y', 'z'], ['v;w']]);
  });

  it('keeps other columns and members as fields', async () => {
    const table = await read('id,term,group\na,Cook,food\nb,Baker,\n', 'x.csv');
    expect(table.entries).toEqual([
      { key: 'a', terms: ['Cook'], fields: { group: 'food' } },
      { key: 'b', terms: ['Baker'] },
    ]);
    const json = await read('[{"id": 7, "terms": ["x"], "level": 2, "more": {"a": [null, true]}}]');
    expect(json.entries).toEqual([
      { key: '7', terms: ['x'], fields: { level: 2, more: { a: [null, true] } } },
    ]);
  });

  it('takes keys that read like names for terms, unless told otherwise', async () => {
    const names = '{"Software Engineer": ["SWE"], "Cook": ["cook", "Chef"]}';
    const auto = await read(names, 'x.json', 'auto');
    expect(auto.entries.map(({ terms }) => terms)).toEqual([
      ['Software Engineer', 'SWE'],
      ['cook', 'Chef'],
    ]);
    expect(auto.findings.map(({ rule }) => rule)).toEqual(['keys-are-terms']);
    expect((await read(names, 'x.json', 'no')).entries[0]?.terms).toEqual(['SWE']);
    const codes = '{"11-1011.00": ["Chief Executives"], "id_1": ["x1"]}';
    expect((await read(codes, 'x.json', 'auto')).counts.terms).toBe(2);
    expect((await read(codes, 'x.json', 'yes')).counts.terms).toBe(4);
  });

  it('reports empty and repeated terms and entries without any, with their lines', async () => {
    const text = '{\n"a": ["x", "",\n" ", "y", "x"],\n"b": [],\n"c": [""]\n}';
    const { entries, findings } = await read(text);
    expect(entries).toEqual([
      { key: 'a', terms: ['x', 'y', 'x'] },
      { key: 'b', terms: [] },
      { key: 'c', terms: [] },
    ]);
    expect(
      findings.map(({ rule, level, count, rows }) => [
        rule,
        level,
        count,
        rows.map((row) => row.line),
      ]),
    ).toEqual([
      ['empty-terms', 'note', 3, [2, 3, 5]],
      ['repeated-terms', 'note', 1, [3]],
      ['entries-without-terms', 'warn', 2, [4, 5]],
    ]);
  });

  it('treats the names of built-in members as any other key', async () => {
    const { entries } = await read('{"__proto__": ["x"], "constructor": ["y"], "toString": ["z"]}');
    expect(entries.map(({ key, terms }) => [key, ...terms])).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['toString', 'z'],
    ]);
    const record = await read(
      '[{"id": "__proto__", "terms": ["x"], "__proto__": {"polluted": true}}]',
    );
    expect(Object.keys(record.entries[0]?.fields ?? {})).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
    const table = await read('id,term,__proto__\n__proto__,x,1\nconstructor,y,2\n', 'x.csv');
    expect(table.entries.map(({ fields }) => Object.entries(fields ?? {}))).toEqual([
      [['__proto__', 1]],
      [['__proto__', 2]],
    ]);
  });

  it('gives back every dictionary of trimmed keys and terms', async () => {
    const text = fc.string({ unit: 'grapheme' }).map((s) => `${s.replaceAll('\0', '')}.`.trim());
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(text, fc.array(text)), { minLength: 1, selector: ([key]) => key }),
        async (dictionary) => {
          const pairs = dictionary.map(
            ([key, terms]) => `${JSON.stringify(key)}: ${JSON.stringify(terms)}`,
          );
          const { entries } = await read(`{${pairs.join(',\n')}}`);
          expect(entries.map(({ key, terms }) => [key, terms])).toEqual(dictionary);
        },
      ),
    );
  });

  it('is stopped by its context', async () => {
    const stop = new Error('cancelled');
    const ctx = {
      signal: AbortSignal.abort(),
      progress: () => {},
      log: () => {},
      breathe: () => Promise.reject(stop),
    };
    const bytes = new TextEncoder().encode('{"a": ["x"]}');
    await expect(readCanonical({ name: 'x', bytes, keyIsTerm: 'no' }, ctx)).rejects.toBe(stop);
  });
});
