import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldFilter } from '#core/contract/search.ts';
import { admittedEntries, readFields, writeEntries } from './lance-entries.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-fields-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Fields = Record<string, unknown>;
const withKeys = (fields: readonly Fields[]) =>
  fields.map((each, n) => ({ key: `k${n}`, fields: each }));
const placesOf = (admitted: Uint8Array) => [...admitted].flatMap((one, n) => (one ? [n] : []));

const HOSTILE = [
  ...["'", "''", "a'b", '\\', "\\'", '"', '`', ';', '--', '/*', '%', '_', '\u0000', 'a\u0000b'],
  ...["' OR 1=1 --", "') OR (1=1", "x' UNION SELECT 1", '\n', '\r\n\t', ' ', 'NULL', 'null', 'f0'],
  ...['日本', '😀', '\ud83d', '\ude00x', '\ufffd', '\u202eabc', 'é', 'e\u0301', '{{0}}', '\\u0041'],
  ...['x'.repeat(100_000), "'".repeat(5000), '.', '-', '+1', '01', '1e5', '1.', 'true'],
];

describe('hostile texts', () => {
  it('are each found as themselves and as nothing else', async () => {
    await writeEntries(folder, withKeys(HOSTILE.map((text) => ({ text, tags: [text, 'all'] }))));
    for (const [n, text] of HOSTILE.entries()) {
      // The two halves of a pair, and U+FFFD itself, are stored as the same character.
      const same = HOSTILE.flatMap((other, m) => (broken(other) === broken(text) ? [m] : []));
      for (const field of ['text', 'tags']) {
        const is = await admittedEntries(folder, [{ field, op: 'is', values: [text] }], 100);
        expect(placesOf(is), `${n} ${field}`).toEqual(same);
      }
    }
  });

  it('are harmless as names of fields', async () => {
    const names = [...HOSTILE.filter((name) => name.length < 100), '__proto__', 'constructor'];
    const rows = names.map((name, n) => Object.fromEntries([[name, n]]));
    await writeEntries(folder, withKeys(rows));
    for (const [n, field] of names.entries()) {
      const filter: FieldFilter = { field, op: 'is', values: [n] };
      expect(placesOf(await admittedEntries(folder, [filter], names.length)), field).toEqual([n]);
    }
    await expect(
      admittedEntries(folder, [{ field: 'toString', op: 'is', values: [1] }], 1),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', message: 'There is no field toString.' });
  });
});

const broken = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

/** The law, written down without the index's own ideas of columns and stored values. */
function passes(fields: Fields, filter: FieldFilter): boolean {
  const own = Object.hasOwn(fields, filter.field) ? fields[filter.field] : undefined;
  if (filter.op === 'range') {
    const { from = -Infinity, to = Infinity } = filter;
    return typeof own === 'number' && own >= from && own <= to;
  }
  const values: unknown[] = Array.isArray(own) ? own : [own];
  const texts = values.filter((value) => value !== '').map((value) => broken(String(value)));
  const has =
    own !== undefined && filter.values.some((value) => texts.includes(broken(String(value))));
  return filter.op === 'is' ? has : !has;
}

const word = fc.oneof(
  fc.constantFrom('a', 'b', "a'", ...HOSTILE.filter((text) => text.length < 30)),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1.5, 5e-324, 1.7976931348623157e308, 2 ** 53, 0.1, 1e21),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const entry = fc.record(
  {
    // With one text that is no number they are texts for certain.
    text: word,
    list: fc.array(word, { maxLength: 3 }),
    number,
    flag: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anchor = { text: 'text', list: ['text'], number: 0.5, flag: true };
const filter: fc.Arbitrary<FieldFilter> = fc.oneof(
  fc.record({
    field: fc.constantFrom('text', 'list'),
    op: fc.constantFrom('is' as const, 'not' as const),
    values: fc.array(word, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    field: fc.constant('number'),
    op: fc.constantFrom('is' as const, 'not' as const),
    values: fc.array(number, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    field: fc.constant('flag'),
    op: fc.constantFrom('is' as const, 'not' as const),
    values: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ field: fc.constant('number'), op: fc.constant('range' as const), from: number }),
  fc.record({
    field: fc.constant('number'),
    op: fc.constant('range' as const),
    from: number,
    to: number,
  }),
);

describe('filters', () => {
  it('admit exactly the entries that a plain predicate admits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 30 }),
        fc.array(fc.array(filter, { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (rows, all) => {
          const fields: Fields[] = [anchor, ...rows];
          await writeEntries(folder, withKeys(fields));
          for (const filters of all) {
            const admitted = await admittedEntries(folder, filters, fields.length);
            const expected = fields.flatMap((each, n) =>
              filters.every((one) => passes(each, one)) ? [n] : [],
            );
            expect(placesOf(admitted), JSON.stringify(filters)).toEqual(expected);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('hold across batches and many values', async () => {
    const rows = Array.from({ length: 9000 }, (_, n) => ({ n, text: `t${n % 700}` }));
    await writeEntries(folder, withKeys(rows));
    const range: FieldFilter = { field: 'n', op: 'range', from: 8190, to: 8200 };
    expect(placesOf(await admittedEntries(folder, [range], 9000))).toEqual(
      Array.from({ length: 11 }, (_, n) => 8190 + n),
    );
    const values = Array.from({ length: 200 }, (_, n) => `t${n}`);
    const is = await admittedEntries(folder, [{ field: 'text', op: 'is', values }], 9000);
    expect(placesOf(is)).toHaveLength(rows.filter(({ n }) => n % 700 < 200).length);
  });
});

describe('writing', () => {
  it('reports rows and keeps what was learnt of the fields', async () => {
    const done: number[] = [];
    const rows = withKeys([{ a: 1, b: { c: 1 } }, { a: '2' }, {}]);
    await writeEntries(folder, rows, async (n) => void done.push(n));
    expect(done.at(-1)).toBe(3);
    expect(await readFields(folder)).toEqual({
      columns: [
        {
          column: 'f0',
          list: false,
          summary: {
            ...{ field: 'a', type: 'number', entries: 2, distinct: 2, min: 1, max: 2 },
            values: [
              { value: 1, entries: 1 },
              { value: 2, entries: 1 },
            ],
          },
        },
      ],
      leftOut: [{ field: 'b', why: 'nested' }],
    });
  });

  it.each([[[]], [[{ key: 'a' }, { key: 'b', fields: {} }]]])(
    'makes no table where there are no fields',
    async (entries) => {
      await writeEntries(folder, entries);
      expect(await readdir(folder)).toEqual(['fields.json']);
      expect(placesOf(await admittedEntries(folder, [], 2))).toEqual([0, 1]);
      await expect(
        admittedEntries(folder, [{ field: 'a', op: 'is', values: ['b'] }], 2),
      ).rejects.toMatchObject({
        code: 'BAD_INPUT',
        detail: { remedy: 'These entries have no fields to filter by.' },
      });
    },
  );

  it('stops where the progress says so', async () => {
    const stop = new Error('stop');
    const entries = withKeys([{ a: 1 }]);
    await expect(writeEntries(folder, entries, () => Promise.reject(stop))).rejects.toBe(stop);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('damage', () => {
  const filters: FieldFilter[] = [{ field: 'a', op: 'is', values: [1] }];
  beforeEach(() => writeEntries(folder, withKeys([{ a: 1 }])));

  it.each(['', '{', '{"columns":[{"column":"f0; DROP"}]}'])('of fields.json: %j', async (text) => {
    await writeFile(join(folder, 'fields.json'), text);
    await expect(readFields(folder)).rejects.toMatchObject({ code: 'DAMAGED' });
    await expect(admittedEntries(folder, filters, 1)).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('of the table', async () => {
    await rm(join(folder, 'entries.lance'), { recursive: true });
    await expect(admittedEntries(folder, filters, 1)).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('is not what an index from before filters has', async () => {
    await rm(join(folder, 'fields.json'));
    expect(await readFields(folder)).toEqual({ columns: [], leftOut: [] });
    expect(await readFile(join(folder, 'fields.json')).catch(() => null)).toBeNull();
  });
});
