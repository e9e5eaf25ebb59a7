import { describe, expect, it } from 'vitest';
import { FilePreview } from '#core/contract/data.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { blobSource } from './blob-source.ts';
import { type InspectRequest, inspectFile } from './inspect-file.ts';

const context = silentContext(nodeClock());
const files = nodeFiles();

function inspect(
  text: string,
  { name = 'file', ...more }: Partial<InspectRequest> & { name?: string } = {},
) {
  const source = blobSource(name, new Blob([text]), files);
  return inspectFile({ source, keyIsTerm: 'auto', ...more }, context);
}

describe('inspectFile', () => {
  it.each([
    ['canonical', '{"a": ["x"]}'],
    ['canonical', '{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}'],
    ['canonical', 'id,term\na,x\n'],
    ['canonical', 'key,term,label\n1,Cook,Chef\n2,Baker,Bread maker\n'],
    ['feedback', 'query_key,matched_key,correct\na,k,yes\n'],
    ['feedback', 'term;key;label\na;k;1\n'],
    ['feedback', 'vacancy,candidate,status\na,k,hired\n'],
    ['feedback', 'foo,bar\n1,2\n'],
  ])('sees by its content that a file is %s: %s', async (kind, text) => {
    const preview = await inspect(text);
    expect(preview.kind).toBe(kind);
    expect(FilePreview.parse(preview)).toEqual(preview);
  });

  it('shows a dictionary as it would be imported', async () => {
    const terms = Array.from({ length: 15 }, (_, n) => `term ${n}`);
    const text = JSON.stringify(
      Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`k${n}`, terms])),
    );
    const preview = await inspect(text, { name: 'c.json' });
    expect(preview).toMatchObject({
      name: 'c.json',
      bytes: text.length,
      format: 'JSON',
      encoding: 'UTF-8',
      columns: [],
      counts: { entries: 30, terms: 450 },
      sampleHeader: ['key', 'terms'],
    });
    expect(preview.sample).toHaveLength(20);
    expect(preview.sample[0]?.[1]).toMatch(/^term 0 \| .* \| term 11 \| … 3 more$/);
  });

  it('shows feedback as it would be imported', async () => {
    const rows = 'a,k,TRUE\nb,k,0\nc,k,?\n'.repeat(10);
    const preview = await inspect(`query,match,label\n${rows}`);
    expect(preview).toMatchObject({
      kind: 'feedback',
      format: 'CSV, comma',
      columns: ['query', 'match', 'label'],
      mapping: { query: 'query', key: 'match', verdict: 'label' },
      counts: { judgments: 20, yes: 10, no: 10 },
      findings: [{ rule: 'unreadable-verdicts', count: 10 }],
    });
    expect(preview.sample).toHaveLength(20);
    expect(preview.sample.slice(0, 2)).toEqual([
      ['a', 'k', 'yes'],
      ['b', 'k', 'no'],
    ]);
  });

  it('gives the columns to map where it does not recognise them, and follows the mapping', async () => {
    const text = 'foo,bar,baz\nq,k,no\n';
    const preview = await inspect(text);
    expect(preview.columns).toEqual(['foo', 'bar', 'baz']);
    expect(preview.mapping).toBeUndefined();
    expect(preview).toMatchObject({ sampleHeader: preview.columns, sample: [['q', 'k', 'no']] });
    expect(preview.findings).toMatchObject([{ rule: 'columns-not-recognised', level: 'block' }]);
    const mapped = await inspect(text, { mapping: { query: 'foo', key: 'bar', verdict: 'baz' } });
    expect(mapped).toMatchObject({
      kind: 'feedback',
      counts: { judgments: 1, no: 1 },
      findings: [],
    });
  });

  it('asks what each status means where no row says yes or no', async () => {
    const rows = 'a,k,Hired\na,l,rejected \nb,k,REJECTED\nb,l,\n';
    const preview = await inspect(`job,applicant,stage\n${rows}`);
    expect(preview).toMatchObject({
      kind: 'feedback',
      mapping: { query: 'job', key: 'applicant', verdict: 'stage' },
      statuses: [
        { value: 'rejected', rows: 2 },
        { value: 'Hired', rows: 1 },
        { value: '', rows: 1 },
      ],
      counts: { judgments: 0 },
      findings: [{ rule: 'outcomes-not-mapped', level: 'block', count: 4 }],
    });
    expect(preview).toMatchObject({
      sampleHeader: ['job', 'applicant', 'stage'],
      sample: { length: 4, 0: ['a', 'k', 'Hired'] },
    });
    expect(preview.findings[0]).toMatchObject({
      title: 'Say what each status means',
      detail: expect.stringContaining('“rejected”, “Hired” and empty cells'),
      rows: [{ line: 2, text: '“Hired” for “a” and “k”' }, {}, {}, {}],
    });
  });

  it('shows outcomes as their map has them', async () => {
    const rows = 'a,k,Hired\na,l,rejected\nb,k,withdrawn\nb,l,on hold\nc,k,interview\n';
    const outcomes = { ' HIRED': 1, rejected: 0, Withdrawn: null, Interview: 0.5 };
    const mapping = { query: 'job', key: 'candidate', verdict: 'status', outcomes };
    const preview = await inspect(`job,candidate,status\n${rows}`, { mapping });
    expect(preview).toMatchObject({
      mapping,
      counts: { judgments: 3, yes: 2, no: 1 },
      sampleHeader: ['query', 'key', 'verdict', 'grade'],
      sample: [
        ['a', 'k', 'yes', '1'],
        ['a', 'l', 'no', '0'],
        ['c', 'k', 'yes', '0.5'],
      ],
      findings: [
        { rule: 'unmapped-statuses', level: 'warn', count: 1, rows: [{ line: 5 }] },
        { rule: 'outcomes-left-out', level: 'note', count: 1, rows: [{ line: 4 }] },
      ],
    });
    expect(preview.statuses).toHaveLength(5);
    expect((await inspect('query,match,label\na,k,yes\n')).statuses).toBeUndefined();
  });
});

describe('inspectFile, for a collection', () => {
  const VACANCIES = [
    'vacancy_id,company_id,title,description,salary,remote',
    'v1,7,Nurse,Night shifts,3200,true',
    'v2,7,Baker,Bread at dawn,2800,false',
  ].join('\n');

  it('guesses the columns and shows the entries that they would make', async () => {
    const preview = await inspect(VACANCIES, { collection: 'vacancies' });
    expect(preview).toMatchObject({
      kind: 'canonical',
      entryColumns: { key: 'vacancy_id', texts: ['title', 'description'], joined: false },
      columns: ['vacancy_id', 'company_id', 'title', 'description', 'salary', 'remote'],
      counts: { entries: 2, terms: 4 },
      sampleHeader: ['key', 'terms', 'company_id', 'salary', 'remote'],
      sample: [['v1', 'Nurse | Night shifts', '7', '3200', 'true'], expect.anything()],
      findings: [],
    });
    expect(FilePreview.parse(preview)).toEqual(preview);
  });

  it('follows the columns that were chosen', async () => {
    const chosen = { key: 'VACANCY_ID', texts: ['Title', 'description'], joined: true };
    const preview = await inspect(VACANCIES, { entryColumns: { ...chosen, fields: ['salary'] } });
    expect(preview).toMatchObject({
      kind: 'canonical',
      entryColumns: { key: 'vacancy_id', texts: ['title', 'description'], fields: ['salary'] },
      counts: { entries: 2, terms: 2 },
      sampleHeader: ['key', 'terms', 'salary'],
      sample: [['v1', 'Nurse, Night shifts', '3200'], expect.anything()],
    });
  });

  it('lets other columns be chosen where the keys do not name each row once', async () => {
    const entryColumns = { key: 'company_id', texts: ['title'], joined: false };
    const preview = await inspect(VACANCIES, { entryColumns });
    expect(preview).toMatchObject({
      entryColumns,
      counts: { entries: 0, terms: 0 },
      findings: [{ rule: 'columns-make-no-entries', level: 'block', rows: [{ line: 3 }] }],
      sampleHeader: preview.columns,
      sample: [
        ['v1', '7', 'Nurse', 'Night shifts', '3200', 'true'],
        ['v2', ...Array(5).fill(expect.any(String))],
      ],
    });
  });

  it.each([
    ['several texts of an entry in a cell', 'id,name,synonyms\na,Cook,Chef|Sous\n', 'x.csv', 3],
    ['an entry on several rows', 'id,term\na,Cook\na,Chef\n', 'x.csv', 2],
    ['a JSON dictionary', '{"a": ["Cook", "Chef"]}', 'x.json', 2],
    ['lines of JSON dictionaries', '{"a": ["Cook"]}\n{"b": ["Baker"]}\n', 'x.jsonl', 2],
    ['records with lists of terms', '[{"id": "a", "terms": ["Cook"]}]', 'x.json', 1],
  ])('needs no columns for a dictionary: %s', async (_, text, name, terms) => {
    const options = { name, collection: 'titles', keyIsTerm: 'no' as const };
    const preview = await inspect(text, options);
    expect(preview).toMatchObject({ kind: 'canonical', counts: { terms } });
    expect(preview.entryColumns).toBeUndefined();
  });

  it.each([
    ['{"ref": "r1", "title": "Cook", "skills": ["eggs", "bread"], "level": 2}\n', 'x.jsonl'],
    ['[{"ref": "r1", "title": "Cook", "skills": ["eggs", "bread"], "level": 2}]', 'x.json'],
  ])('guesses the members of records: %s', async (text, name) => {
    const preview = await inspect(text, { name, collection: 'jobs' });
    expect(preview).toMatchObject({
      entryColumns: { key: 'ref', texts: ['title', 'skills'] },
      counts: { entries: 1, terms: 3 },
      sampleHeader: ['key', 'terms', 'level'],
    });
  });

  it('cuts long texts in the sample', async () => {
    const preview = await inspect(`id,resume\na,${'word '.repeat(200)}\n`, {
      collection: 'people',
    });
    expect(preview.sample[0]?.[1]).toHaveLength(301);
  });
});
