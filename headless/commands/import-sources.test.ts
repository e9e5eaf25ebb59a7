import { describe, expect, it } from 'vitest';
import { type ImportOptions, importSources } from './import-sources.ts';

const columns = { keyColumn: 'ref', textColumn: ['title', 'duties'] };
const entryColumns = { key: 'ref', texts: ['title', 'duties'], joined: false };

describe('importSources', () => {
  it('puts entries before the judgments that name them', () => {
    expect(importSources({ feedback: 'f', collection: ['b=2', 'a=1=1'], canonical: 'c' })).toEqual([
      { kind: 'canonical', collection: 'canonical', path: 'c' },
      { kind: 'canonical', collection: 'b', path: '2' },
      { kind: 'canonical', collection: 'a', path: '1=1' },
      { kind: 'feedback', collection: 'canonical', path: 'f' },
    ]);
  });

  it('gives columns to the named collection, or to the dictionary where there is none', () => {
    expect(importSources({ ...columns, canonical: 'c', collection: ['v=f'] })).toMatchObject([
      { collection: 'canonical', path: 'c' },
      { collection: 'v', entryColumns },
    ]);
    expect(importSources({ ...columns, canonical: 'c' })[0]).toMatchObject({ entryColumns });
    expect(
      importSources({ ...columns, canonical: 'c', collection: ['v=f'] })[0],
    ).not.toHaveProperty('entryColumns');
    expect(
      importSources({ ...columns, collection: ['v=f'], joined: true, field: ['city'] })[0]
        ?.entryColumns,
    ).toEqual({ ...entryColumns, joined: true, fields: ['city'] });
  });

  it('leaves columns of judgments open that are not named', () => {
    const [source] = importSources({ feedback: 'f', statusColumn: 'stage' });
    expect(source?.mapping).toEqual({ query: '', key: '', verdict: 'stage' });
  });

  it('reads what each status means', () => {
    const outcome = ['Hired=1', 'on hold = 0.25', 'a=b=0', 'withdrew=', '=0', 'withdrew='];
    expect(importSources({ feedback: 'f', outcome })[0]?.mapping).toEqual({
      ...{ query: '', key: '', verdict: '' },
      outcomes: { Hired: 1, 'on hold': 0.25, 'a=b': 0, withdrew: null, '': 0 },
    });
  });

  it.each<[string, ImportOptions, string]>([
    ['nothing', {}, 'nothing to import'],
    ['a collection without a file', { collection: ['v='] }, 'does not name'],
    ['a collection without a name', { collection: ['=f'] }, 'does not name'],
    ['a file alone', { collection: ['f.csv'] }, 'does not name'],
    ['a name that leads elsewhere', { collection: ['../v=f'] }, 'does not name'],
    ['texts without a key', { canonical: 'c', textColumn: ['t'] }, 'key column'],
    ['a key without texts', { canonical: 'c', keyColumn: 'k' }, 'key column'],
    ['fields alone', { canonical: 'c', field: ['f'] }, 'key column'],
    ['columns of two collections', { ...columns, collection: ['v=f', 'w=g'] }, 'several files'],
    ['columns of no entries', { ...columns, feedback: 'f' }, 'no table of entries'],
    ['outcomes without judgments', { canonical: 'c', outcome: ['a=1'] }, 'no judgments'],
    ['a status without a grade', { feedback: 'f', outcome: ['hired'] }, 'what a status means'],
    ['a grade that is none', { feedback: 'f', outcome: ['hired=yes'] }, 'what a status means'],
    ['a grade above 1', { feedback: 'f', outcome: ['hired=2'] }, 'what a status means'],
    ['a grade below 0', { feedback: 'f', outcome: ['hired=-1'] }, 'what a status means'],
    ['two grades', { feedback: 'f', outcome: ['hired=1', 'hired=0'] }, 'two grades'],
  ])('refuses %s', (_, options, message) => {
    expect(() => importSources(options)).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        message: expect.stringContaining(message),
        detail: { remedy: expect.stringMatching(/^[A-Z].*\.$/) },
      }),
    );
  });
});
