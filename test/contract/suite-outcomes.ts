import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { COLUMNS, importTable, VACANCIES } from './suite-collections.ts';
import { emptyWorkspace, importText } from './workspaces.ts';

const OUTCOMES = [
  'job,candidate,status',
  'v1,nurse,Hired',
  'v1,midwife,interviewed',
  'v1,chef,REJECTED',
  'v2,developer,hired ',
  'v2,baker,withdrew',
  'v3,baker,on hold',
  '',
].join('\n');
const MAP = { hired: 1, interviewed: 0.5, rejected: 0, withdrew: null };
const MAPPING = { query: 'job', key: 'candidate', verdict: 'status' };

const DICTIONARY = {
  nurse: ['Nurse'],
  midwife: ['Midwife'],
  chef: ['Chef'],
  developer: ['Programmer'],
  baker: ['Baker'],
};

export function describeOutcomes(connect: Connect): void {
  describe('outcomes between collections', () => {
    let engine: Connection;
    beforeEach(async () => {
      engine = await connect({ folder: await emptyWorkspace() });
      await importText(engine.client, 'canonical', JSON.stringify(DICTIONARY));
      const request = { collection: 'vacancies', entryColumns: COLUMNS };
      await importTable(engine.client, VACANCIES, request);
    });
    afterEach(() => engine.close());

    const source = { name: 'outcomes.csv', content: new Blob([OUTCOMES]) };
    const mapping = { ...MAPPING, outcomes: MAP };

    it('are asked for the meaning of each status', async () => {
      const preview = await engine.client.data.inspect({ source });
      expect(preview).toMatchObject({
        ...{ kind: 'feedback', mapping: MAPPING, counts: { judgments: 0 } },
        findings: [{ rule: 'outcomes-not-mapped', level: 'block' }],
      });
      expect(preview.statuses?.slice(0, 1)).toEqual([{ value: 'Hired', rows: 2 }]);
      const job = await importTable(engine.client, OUTCOMES, { kind: 'feedback' });
      expect(job).toMatchObject({ status: 'failed', error: { code: 'BAD_INPUT', line: 2 } });
    });

    it('become graded judgments, and what the map does not name is told', async () => {
      const { client } = engine;
      const preview = await client.data.inspect({ source, mapping });
      expect(preview).toMatchObject({
        counts: { judgments: 4, yes: 3, no: 1 },
        findings: [
          { rule: 'unmapped-statuses', rows: [{ line: 7 }] },
          { rule: 'outcomes-left-out', rows: [{ line: 6 }] },
        ],
      });
      const job = await importTable(client, OUTCOMES, { kind: 'feedback', mapping });
      expect(job.imported?.counts).toEqual(preview.counts);
      const { rows } = await client.data.judgments({});
      const said = rows.map(({ query, key, verdict, grade }) => [query, key, verdict, grade]);
      expect(said.toReversed()).toEqual([
        ['v1', 'nurse', 'yes', 1],
        ['v1', 'midwife', 'yes', 0.5],
        ['v1', 'chef', 'no', 0],
        ['v2', 'developer', 'yes', 1],
      ]);
      const entries = await client.data.entries({ collection: 'vacancies' });
      expect(entries.rows.map(({ judgments }) => judgments)).toEqual([
        { yes: 2, no: 1 },
        { yes: 1, no: 0 },
        { yes: 0, no: 0 },
      ]);
    });

    it('tell which way round they are', async () => {
      const { client } = engine;
      const turned = { ...mapping, query: 'candidate', key: 'job' };
      await importTable(client, OUTCOMES, { kind: 'feedback', mapping: turned });
      const unknown = (await client.data.findings()).find(({ rule }) => rule === 'unknown-keys');
      expect(unknown?.detail).toContain('keys of vacancies');
    });

    it('are no leak where a key is a term by chance', async () => {
      const { client } = engine;
      const text = '{"Chef": ["Somebody who cooks"]}';
      await importTable(client, text, { collection: 'more' }, 'more.json');
      await importText(client, 'feedback', 'query,key,correct\nChef,baker,yes\n');
      const leaks = async () =>
        (await client.data.findings()).filter(({ rule }) => rule === 'test-queries-are-terms');
      expect(await leaks()).toEqual([]);
      await client.data.removeCollection({ collection: 'more' });
      const { rows } = await client.data.judgments({});
      expect(await leaks()).toHaveLength(rows[0]?.split === 'test' ? 1 : 0);
    });
  });
}
