import { describe, expect, it } from 'vitest';
import { FilePreview } from '#core/contract/data.ts';
import { inspectFile } from './inspect-file.ts';

const inspect = (text: string, more: Partial<Parameters<typeof inspectFile>[0]> = {}) =>
  inspectFile({ name: 'file', bytes: new TextEncoder().encode(text), keyIsTerm: 'auto', ...more });

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
    expect(preview.findings).toMatchObject([{ rule: 'columns-not-recognised', level: 'block' }]);
    const mapped = await inspect(text, { mapping: { query: 'foo', key: 'bar', verdict: 'baz' } });
    expect(mapped).toMatchObject({
      kind: 'feedback',
      counts: { judgments: 1, no: 1 },
      findings: [],
    });
  });

  it('says that feedback whose every verdict is unreadable cannot be imported', async () => {
    const preview = await inspect('query,match,status\na,k,hired\n');
    expect(preview.findings).toMatchObject([
      { rule: 'unreadable-verdicts', level: 'block', count: 1 },
    ]);
  });
});
