import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CollectionName } from '#core/contract/data.ts';
import {
  collectionName,
  importObstacle,
  importRequest,
  lookRequest,
  nameHint,
  nameProblem,
  obstacleToSay,
  suggestName,
  takenFor,
} from './import-choice.ts';
import { aCollection, aPreview } from './testing.ts';

const mapping = { query: 'job', key: 'candidate', verdict: 'status' };
const entryColumns = { key: 'ref', texts: ['title'], joined: false };
const entries = { entries: 3, terms: 5, judgments: 0, yes: 0, no: 0 };
const nothing = { ...entries, entries: 0, terms: 0 };

describe('takenFor', () => {
  it.each([
    ['a dictionary is one', {}, aPreview({ kind: 'canonical' }), 'canonical'],
    ['feedback with its columns is it', {}, aPreview({ mapping }), 'feedback'],
    ['a table of unknown columns is asked for', {}, aPreview({}), null],
    ['a table of guessed columns too', {}, aPreview({ kind: 'canonical', entryColumns }), null],
    ['what the user says counts', { use: 'collection' } as const, aPreview({}), 'collection'],
  ])('%s', (_, choices, preview, use) => {
    expect(takenFor(choices, preview)).toBe(use);
  });
});

describe('requests', () => {
  it.each([
    [{}, {}],
    [{ use: 'feedback' } as const, { kind: 'feedback' }],
    [{ use: 'feedback', mapping } as const, { kind: 'feedback', mapping }],
    [{ use: 'feedback', mapping: { ...mapping, key: '' } } as const, { kind: 'feedback' }],
    [{ use: 'canonical', entryColumns } as const, { kind: 'canonical', entryColumns }],
    [
      { use: 'collection', collection: 'vac', entryColumns } as const,
      { kind: 'canonical', collection: 'new', entryColumns },
    ],
  ])('%j is looked at as %j', (choices, request) => {
    expect(lookRequest(choices)).toEqual(request);
  });

  it('import what the preview shows', () => {
    const table = aPreview({ kind: 'canonical', entryColumns });
    expect(importRequest({ use: 'collection' }, table, 'vacancies')).toEqual({
      ...{ kind: 'canonical', collection: 'vacancies', entryColumns },
    });
    expect(importRequest({ use: 'canonical' }, table, 'vacancies')).toEqual({
      ...{ kind: 'canonical', entryColumns },
    });
    const outcomes = { ...mapping, outcomes: { hired: 1 } };
    expect(importRequest({}, aPreview({ mapping: outcomes }), 'x')).toEqual({
      ...{ kind: 'feedback', mapping: outcomes },
    });
    expect(importRequest({}, aPreview({ kind: 'canonical' }), 'x')).toEqual({ kind: 'canonical' });
  });
});

describe('names', () => {
  it.each([
    ['Vacancies 2026 (v2).csv', 'Vacancies-2026-v2'],
    ['métiers.tar.gz', 'métiers-tar'],
    ['__x__.csv', 'x'],
    ['.csv', 'collection'],
    ['…', 'collection'],
  ])('of %j is %j', (file, name) => {
    expect(suggestName(file)).toBe(name);
    expect(collectionName({}, file)).toBe(name);
  });

  it('suggested are always valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (file) => {
        expect(CollectionName.safeParse(suggestName(file)).success).toBe(true);
      }),
    );
  });

  it.each([
    ['vacancies', null],
    ['Jobs', null],
    ['jobs', 'There is a collection Jobs already.'],
    ['Canonical', 'This is the name of the canonical dictionary.'],
    ['', 'Use up to 64 letters, digits, - and _.'],
    ['a b', 'Use up to 64 letters, digits, - and _.'],
  ])('%j: %j', (name, problem) => {
    expect(nameProblem(name, [{ name: 'canonical' }, { name: 'Jobs' }])).toBe(problem);
  });

  it('say what they replace', () => {
    const jobs = aCollection({ name: 'jobs', entries: 1200 });
    expect(nameHint('jobs', [jobs])).toMatch(/^Takes the place of jobs, 1\s200 entries\.$/);
    expect(nameHint('people', [jobs])).toBe('A new collection.');
  });
});

describe('importObstacle', () => {
  const obstacle = (...[choices, preview]: Parameters<typeof takenFor>) =>
    importObstacle(choices, preview, 'a b.csv', [aCollection({ name: 'A-B' })]);
  const table = { kind: 'canonical', entryColumns, counts: entries } as const;

  it.each([
    ['an unknown table', {}, aPreview({}), /^Say what is in/],
    ['feedback without columns', { use: 'feedback' } as const, aPreview({}), /^Say which column/],
    [
      'statuses without a meaning',
      {},
      aPreview({ mapping, counts: nothing, statuses: [{ value: 'hired', rows: 2 }] }),
      /^Say what each status/,
    ],
    ['no judgment', {}, aPreview({ mapping, counts: nothing }), /no judgment/],
    [
      'columns that make nothing',
      { use: 'canonical' } as const,
      aPreview({ ...table, counts: nothing }),
      /^Choose columns/,
    ],
    [
      'a name that another has',
      { use: 'collection' } as const,
      aPreview(table),
      /collection A-B already/,
    ],
  ])('is %s', (_, choices, preview, words) => {
    expect(obstacle(choices, preview)).toMatch(words);
  });

  it('is not said twice', () => {
    const said = (rule: string) => {
      const finding = { rule, level: 'block' as const, title: '', detail: '', count: 1, rows: [] };
      return obstacleToSay('Say it.', aPreview({ findings: [finding], counts: nothing }));
    };
    expect(said('outcomes-not-mapped')).toBeNull();
    expect(said('columns-not-recognised')).toBe('Say it.');
    expect(obstacleToSay('A bad name.', aPreview({ counts: entries }))).toBeNull();
  });

  it.each([
    ['feedback', {}, aPreview({ mapping })],
    ['a dictionary', {}, aPreview({ kind: 'canonical', counts: entries })],
    ['a table as the dictionary', { use: 'canonical' } as const, aPreview(table)],
    ['a collection', { use: 'collection', collection: 'x' } as const, aPreview(table)],
  ])('is nothing for %s', (_, choices, preview) => {
    expect(obstacle(choices, preview)).toBeNull();
  });
});
