import { describe, expect, it } from 'vitest';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { blobSource } from './blob-source.ts';
import { readEntries } from './read-entries.ts';

const context = silentContext(nodeClock());
const columns = { key: 'id', texts: ['title', 'text'], joined: false };
const read = (text: string, { name = 'in.csv' } = {}) =>
  readEntries(blobSource(name, new Blob([text]), nodeFiles()), columns, context);

describe('bad tables of entries', () => {
  const BAD: [string, string, string, number, string][] = [
    ['an empty file', 'x.csv', '', 1, 'empty'],
    ['only a header', 'x.csv', 'id,title,text\n', 1, 'no rows'],
    ['a column that is not there', 'x.csv', 'id,title\na,b\n', 1, '“text”'],
    ['two columns of one name', 'x.csv', 'id,title,text,title\na,b,c,d\n', 1, 'twice'],
    ['a ragged row', 'x.csv', 'id,title,text\na,b,c\nd,e\n', 3, '2 fields'],
    ['a quote that is not closed', 'x.csv', 'id,title,text\na,"b,c\n', 2, 'quote'],
    ['a NUL', 'x.csv', 'id,title,text\na,b\0,c\n', 2, 'NUL'],
    ['a row without a key', 'x.csv', 'id,title,text\na,b,c\n ,d,e\n', 3, 'no key'],
    ['a key that stands twice', 'x.csv', 'id,title,text\na,b,c\n\n a ,d,e\n', 4, 'line 2'],
    [
      'records without their key',
      'x.jsonl',
      '{"id":1,"title":"a","text":""}\n{"text":"b"}',
      2,
      'no key',
    ],
    ['a line that is no record', 'x.jsonl', '{"id":1,"title":"a","text":""}\n[1]\n', 2, 'record'],
    [
      'a text that is an object',
      'x.json',
      '[{"id": 1,\n"title": {},\n"text": ""}]',
      2,
      'an object',
    ],
    ['a dictionary', 'x.json', '{"a": ["b"]}', 1, 'no columns'],
    ['an empty list', 'x.json', '[]', 1, 'no rows'],
    ['a broken Parquet file', 'x.parquet', 'PAR1 and no more', 1, 'Parquet'],
  ];

  it.each(BAD)('%s', async (_, name, text, line, word) => {
    await expect(read(text, { name })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(word),
      detail: { file: name, line, remedy: expect.stringMatching(/^[A-Z].{10,}[.)]$/) },
    });
  });

  it('tells all faults at once, twenty at most', async () => {
    const rows = Array.from({ length: 30 }, () => 'same,a,b').join('\n');
    await expect(read(`id,title,text\n${rows}\n`)).rejects.toMatchObject({
      message: expect.stringContaining('at least 19 more faults'),
      detail: { line: 3, places: { length: 19 } },
    });
  });
});
