import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldFilter } from '#core/contract/search.ts';
import type { Connect, Connection } from './connections.ts';
import { fieldsOf, searchableWorkspace } from './search-data.ts';
import { KEYS } from './tiny-data.ts';

type Fields = ReturnType<typeof fieldsOf>;

const CASES: [string, FieldFilter[], (fields: Fields) => boolean][] = [
  ['a value', [{ field: 'sector', op: 'is', values: ['care'] }], ({ sector }) => sector === 'care'],
  [
    'one of several values',
    [{ field: 'sector', op: 'is', values: ['craft', "O'Brien & sons"] }],
    ({ sector }) => sector !== 'care',
  ],
  [
    'what is in a list',
    [{ field: 'tags', op: 'is', values: ['even'] }],
    ({ tags }) => (tags as string[]).includes('even'),
  ],
  [
    'what is not in a list',
    [{ field: 'tags', op: 'not', values: ['even'] }],
    ({ tags }) => !(tags as string[]).includes('even'),
  ],
  [
    'a range, and a value that some entries do not have',
    [
      { field: 'salary', op: 'range', from: 25_000, to: 40_000 },
      { field: 'remote', op: 'not', values: [true] },
    ],
    ({ salary, remote }) => Number(salary) >= 25_000 && Number(salary) <= 40_000 && remote !== true,
  ],
  ['nothing', [{ field: 'salary', op: 'range', from: 1e9 }], () => false],
];

const HOSTILE = ["' OR 1=1 --", "'); DROP TABLE entries; --", '\\', '\u0000', '\ud83d', "''"];

/** Filters on entries' fields. */
export function describeFilters(connect: Connect): void {
  describe('filters', () => {
    let engine: Connection;
    beforeAll(async () => {
      engine = await connect({ folder: await searchableWorkspace() });
    });
    afterAll(() => engine.close());

    it.each(CASES)('of %s give the ranking restricted to it', async (_, filters, admits) => {
      const { query } = engine.client.search;
      const passing = new Set(KEYS.filter((_key, n) => admits(fieldsOf(n))));
      for (const mode of ['hybrid', 'meaning', 'letters'] as const) {
        const whole = await query({ text: 'dental nurse and driver', k: 30, mode });
        const filtered = await query({ text: 'dental nurse and driver', k: 30, mode, filters });
        expect(filtered.results).toEqual(whole.results.filter(({ key }) => passing.has(key)));
        expect(filtered).toMatchObject({ entries: 30, admitted: passing.size });
      }
    });

    it('say so where no entry passes', async () => {
      const filters: FieldFilter[] = [{ field: 'salary', op: 'range', to: -1 }];
      const answer = await engine.client.search.query({ text: 'nurse', filters });
      expect(answer).toMatchObject({ results: [], notice: 'No entry passes the filters.' });
    });

    it.each(HOSTILE)('take %j for a value and for nothing else', async (value) => {
      const { query } = engine.client.search;
      const filterOf = (op: 'is' | 'not'): FieldFilter[] => [
        { field: 'sector', op, values: [value] },
      ];
      const is = await query({ text: 'nurse', filters: filterOf('is') });
      expect(is).toMatchObject({ admitted: 0, results: [] });
      expect((await query({ text: 'nurse', filters: filterOf('not') })).admitted).toBe(30);
      await expect(
        query({ text: 'nurse', filters: [{ field: value, op: 'is', values: ['x'] }] }),
      ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it.each<[FieldFilter, string]>([
      [{ field: 'colour', op: 'is', values: ['red'] }, 'There is no field colour.'],
      [{ field: 'nested', op: 'is', values: ['x'] }, 'There is no field nested.'],
      [
        { field: 'salary', op: 'is', values: ['x'] },
        'The field salary holds numbers; "x" is none.',
      ],
      [
        { field: 'sector', op: 'range', from: 1 },
        'The field sector holds texts, which have no range.',
      ],
      [{ field: 'salary', op: 'range' }, 'The range of salary has no end.'],
    ])('%j is refused with a reason', async (filter, message) => {
      const asked = engine.client.search.query({ text: 'nurse', filters: [filter] });
      await expect(asked).rejects.toMatchObject({
        ...{ code: 'BAD_INPUT', message },
        data: { remedy: expect.any(String) },
      });
    });

    it('can be made from the fields that there are', async () => {
      const fields = await engine.client.search.fields({});
      expect(fields.map(({ field, type, entries }) => [field, type, entries])).toEqual([
        ['salary', 'number', 30],
        ['sector', 'text', 30],
        ['tags', 'text', 30],
        ['remote', 'boolean', 22],
      ]);
      const [salary, sector] = fields;
      expect(salary).toMatchObject({ min: 20_000, max: 49_000, distinct: 30 });
      expect(sector?.values).toContainEqual({ value: "O'Brien & sons", entries: 10 });
      const vacancies = await engine.client.search.fields({ in: 'vacancies' });
      expect(vacancies.map(({ field }) => field)).toEqual(['city']);
    });
  });
}
