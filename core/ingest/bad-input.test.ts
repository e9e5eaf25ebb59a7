import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { readCanonical } from './read-canonical.ts';
import { readFeedback } from './read-feedback.ts';

const HEADER = 'query_key,matched_key,correct\n';

/** Every way in which a dictionary can be unreadable: what, the file, the first faulty line, a word of the message. */
const CANONICAL: [string, string, number, string][] = [
  ['an empty file', '', 1, 'empty'],
  ['white space only', ' \n\n', 1, 'empty'],
  ['not JSON', 'Dear reader,\nthis is a letter.', 1, 'JSON'],
  ['a web page', '<!doctype html>\n<p>404', 1, 'JSON'],
  ['JSON that breaks off', '{"a": ["x"],\n"b": ["y"', 2, 'bracket'],
  ['a trailing comma', '{"a": ["x"],\n"b": ["y"],\n}', 3, 'key'],
  ['a missing comma', '{"a": ["x"]\n"b": ["y"]}', 2, 'comma'],
  ['single quotes', "{\n'a': ['x']}", 2, 'JSON'],
  ['a comment', '{"a": ["x"],\n// b\n"b": ["y"]}', 2, 'comments'],
  ['two values', '{"a":\n["x"]}\n{"b": ["y"]}', 3, 'after the end'],
  ['JSON nested without end', '['.repeat(50_000), 1, 'nested'],
  ['JSON nested too deeply', `{"a": ${'['.repeat(200)}${']'.repeat(200)}}`, 1, 'nested'],
  ['a text as JSON', '\n"hello"', 2, 'shape'],
  ['a number as JSON', '42', 1, 'shape'],
  ['a list of texts', '["a",\n"b"]', 1, 'shape'],
  ['a list of lists', '[\n["a", "b"]]', 2, 'shape'],
  ['records without an id', '[{"id": "a", "terms": ["x"]},\n{"terms": ["y"]}]', 2, 'no id'],
  ['records without texts', '[{"id": "a"},\n{"id": "b", "terms": []}]', 1, 'terms'],
  ['an id that is a list', '[{\n"id": ["a"], "terms": ["x"]}]', 2, 'id is a list'],
  ['a record with a member twice', '[{"id": "a",\n"terms": ["x"],\n"terms": ["y"]}]', 3, 'twice'],
  ['an empty object', '{}', 1, 'no entries'],
  ['an empty list', '\n[]', 2, 'no entries'],
  ['duplicate keys', '{"a": ["x"],\n"b": ["y"],\n"a": ["z"]}', 3, 'already on line 1'],
  ['keys that differ in outer spaces', '{"a": ["x"],\n"a ": ["y"]}', 2, 'already on line 1'],
  [
    'duplicate ids of records',
    '[{"id": "1", "text": "x"},\n{"id": 1, "text": "y"}]',
    2,
    'already on line 1',
  ],
  [
    'duplicate keys in JSON Lines',
    '{"a": ["x"]}\n{"b": ["y"]}\n{"a": ["z"]}',
    3,
    'already on line 1',
  ],
  ['a broken line in JSON Lines', '{"a": ["x"]}\n{"b": ["y"]\n{"c": ["z"]}', 2, 'JSON'],
  ['a list in JSON Lines', '{"a": ["x"]}\n["b"]', 2, 'shape'],
  ['an empty key', '{"a": ["x"],\n" ": ["y"]}', 2, 'key is empty'],
  ['a value that is a text', '{"a": ["x"],\n"b": "y"}', 2, 'not a list'],
  ['a value that is an object', '{"entries":\n{"a": ["x"]}}', 2, 'not a list'],
  ['a value that is null', '{"a": null}', 1, 'not a list'],
  ['a term that is a number', '{"a": ["x",\n12]}', 2, 'the number 12'],
  ['a term that is null', '{"a": ["x",\nnull]}', 2, 'null'],
  ['a term that is a list', '{"a": ["x",\n["y"]]}', 2, 'a list where a text belongs'],
  ['NUL bytes', '{"a": ["x"],\n"b": ["y\0"]}', 2, 'NUL'],
];

const CANONICAL_TABLES: [string, string, number, string][] = [
  ['no id column', 'word,terms\na,b\n', 1, 'ids'],
  ['no column of texts', 'id,group\na,b\n', 1, 'terms'],
  ['a header only', 'id,terms\n', 1, 'no rows'],
  ['a row without an id', 'id,terms\na,x\n,y\n', 3, 'no id'],
  ['a ragged row', 'id,terms\na,x\nb,y,z\n', 3, '3 fields'],
  ['an unbalanced quote', 'id,terms\na,"x\nb,y\n', 2, 'quote'],
  ['duplicate headers', 'id,terms,terms\na,x,y\n', 1, 'twice'],
  ['NUL bytes', 'id,terms\na,x\nb,\0\n', 3, 'NUL'],
];

const FEEDBACK: [string, string, number, string][] = [
  ['an empty file', '', 1, 'empty'],
  ['a header only', HEADER, 1, 'no rows'],
  ['no verdict column', 'query_key,matched_key,colour\na,k,yes\n', 1, 'the verdict'],
  ['no known column', '\nfoo;bar\n1;2\n', 2, '“foo” and “bar”'],
  ['JSON in place of a table', '{"a": ["x"]}', 1, 'no column'],
  ['a row with too many fields', `${HEADER}a,k,yes\nb, c,k,no\n`, 3, '4 fields'],
  ['a row with too few fields', `${HEADER}a,k,yes\n\nb,no\n`, 4, '2 fields'],
  ['an unbalanced quote', `${HEADER}a,k,yes\n"b,k,no\nc,k,no\n`, 3, 'quote'],
  ['a quote closed inside a value', `${HEADER}"a" b,k,yes\n`, 2, 'quote'],
  ['NUL bytes', `${HEADER}a,k,yes\nb\0,k,no\n`, 3, 'NUL'],
  [
    'duplicate headers',
    `query_key,matched_key,correct,correct\na,k,yes,no\n`,
    1,
    '“correct” twice',
  ],
  ['an empty query', `${HEADER}a,k,yes\n ,k,no\n`, 3, '“query_key” is empty'],
  ['an empty key', `${HEADER}"a\nb",k,yes\nc,,no\n`, 4, '“matched_key” is empty'],
  ['no verdict that says yes or no', `${HEADER}a,k,maybe\nb,k,hired\n`, 2, 'No row says yes or no'],
];

async function refusal(reading: Promise<unknown>): Promise<PlumblineError> {
  const reason: unknown = await reading.then(
    () => new Error('was accepted'),
    (error: unknown) => error,
  );
  if (reason instanceof PlumblineError) return reason;
  throw reason;
}

function expectRefusal(error: PlumblineError, file: string, line: number, word: string): void {
  expect(error.code).toBe('BAD_INPUT');
  expect(error.message).toContain(word);
  expect(error.detail).toMatchObject({ file, line });
  expect(error.detail.remedy).toMatch(/^[A-Z].{10,}[.)]$/);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('bad input', () => {
  it.each(CANONICAL)('canonical JSON: %s', async (_, text, line, word) => {
    const file = { name: 'c.json', bytes: bytesOf(text), keyIsTerm: 'auto' } as const;
    expectRefusal(await refusal(readCanonical(file)), 'c.json', line, word);
  });

  it.each(CANONICAL_TABLES)('canonical table: %s', async (_, text, line, word) => {
    const file = { name: 'c.csv', bytes: bytesOf(text), keyIsTerm: 'auto' } as const;
    expectRefusal(await refusal(readCanonical(file)), 'c.csv', line, word);
  });

  it.each(FEEDBACK)('feedback: %s', async (_, text, line, word) => {
    const file = { name: 'f.csv', bytes: bytesOf(text) };
    expectRefusal(await refusal(readFeedback(file)), 'f.csv', line, word);
  });

  it('tells all faults of a file at once, twenty at most', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => (n % 2 ? 'a,k,yes' : ',k,yes,x')).join('\n');
    const { detail, message } = await refusal(
      readFeedback({ name: 'f.csv', bytes: bytesOf(`${HEADER}${rows}\n,,no\n`) }),
    );
    expect(detail.line).toBe(2);
    expect(detail.places?.map(({ line }) => line)).toEqual([
      ...Array.from({ length: 14 }, (_, n) => 4 + 2 * n),
      32,
      32,
    ]);
    expect(message).toContain('There are 16 more faults in this file.');
  });

  it('says which names the columns may have and that they can be mapped', async () => {
    const { detail } = await refusal(
      readFeedback({ name: 'f.csv', bytes: bytesOf('a,b,c\n1,2,3\n') }),
    );
    for (const word of ['Map the columns', 'query_key', 'candidate', 'verdict']) {
      expect(detail.remedy).toContain(word);
    }
  });

  it('names a mapped column that is not there, and one that is mapped twice', async () => {
    const file = { name: 'f.csv', bytes: bytesOf('a,b,c\n1,2,yes\n') };
    const gone = await refusal(
      readFeedback({ ...file, mapping: { query: 'a', key: 'b', verdict: 'd' } }),
    );
    expect(gone.message).toContain('the verdict (“d”)');
    const twice = await refusal(
      readFeedback({ ...file, mapping: { query: 'a', key: 'a', verdict: 'c' } }),
    );
    expect(twice.message).toContain('mapped twice');
  });

  it.each(['utf-16le', 'utf-16be', 'windows-1252', 'bom'])(
    'reads feedback in %s',
    async (encoding) => {
      const text = `${HEADER}Café,k,yes\n`;
      const units = Array.from(text, (c) => c.charCodeAt(0));
      const bytes = {
        'utf-16le': [0xff, 0xfe, ...units.flatMap((u) => [u & 255, u >> 8])],
        'utf-16be': [0xfe, 0xff, ...units.flatMap((u) => [u >> 8, u & 255])],
        'windows-1252': units,
        bom: [0xef, 0xbb, 0xbf, ...bytesOf(text)],
      }[encoding];
      const { rows } = await readFeedback({ name: 'f.csv', bytes: Uint8Array.from(bytes ?? []) });
      expect(rows).toEqual([{ query: 'Café', key: 'k', verdict: 'yes', line: 2 }]);
    },
  );
});
