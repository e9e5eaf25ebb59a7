import { describe, expect, it } from 'vitest';
import { entryTexts, termRows } from './term-rows.ts';
import { judgedQueries, judgedQuery, judgment } from './testing.ts';

const entries = [
  { key: 'rn', terms: ['Registered Nurse', ' ', 'registered  NURSE', 'RN'] },
  { key: 'chef', terms: ['Chef'] },
  { key: 'silent', terms: [] },
];
/** [term, key, source] of each row. */
const rowsOf = ({ keys, terms, entryOf, learntFrom }: ReturnType<typeof termRows>) =>
  terms.map((term, row) => [term, keys[entryOf[row] ?? -1], learntFrom[row]]);

describe('termRows', () => {
  it('has one row for each different text of an entry', () => {
    expect(rowsOf(termRows(entries, 'each', []))).toEqual([
      ['Registered Nurse', 'rn', null],
      ['RN', 'rn', null],
      ['Chef', 'chef', null],
    ]);
  });

  it('has one row for an entry where terms are joined', () => {
    expect(rowsOf(termRows(entries, 'joined', []))).toEqual([
      ['Registered Nurse, registered  NURSE, RN', 'rn', null],
      ['Chef', 'chef', null],
    ]);
  });

  it('puts learnt terms last, with the query they are from', () => {
    const learnFrom = [
      judgedQuery('Ward Nurse', ['rn', 'silent', 'gone'], ['chef']),
      judgedQuery('rn', ['rn']),
      judgedQuery('!? ', ['chef']),
    ];
    expect(rowsOf(termRows(entries, 'each', learnFrom)).slice(3)).toEqual([
      ['Ward Nurse', 'rn', 'ward nurse'],
      ['Ward Nurse', 'silent', 'ward nurse'],
      ['!? ', 'chef', '!?'],
    ]);
  });

  it('learns nothing from a query that names an entry, or has no letter', () => {
    const dictionary = Object.fromEntries(entries.map(({ key, terms }) => [key, terms]));
    const named = judgedQueries(dictionary, [judgment('rn', 'chef', 'yes')]);
    const rows = termRows(entries, 'each', [...named, judgedQuery(' \u0301', ['chef'])]);
    expect(rows.terms).toHaveLength(3);
  });

  it('is empty without terms', () => {
    expect(termRows([{ key: 'a', terms: [''] }], 'each', []).terms).toEqual([]);
    expect(entryTexts({ key: 'a', terms: [' '] }, 'joined')).toEqual([]);
  });
});
