import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryChanges } from './entry-changes.ts';
import { termRows } from './term-rows.ts';

const rowsOf = (dictionary: Record<string, string[]>) =>
  termRows(
    Object.entries(dictionary).map(([key, terms]) => ({ key, terms })),
    'each',
    [],
  );

/** As an index gives its terms. */
function batchOf(dictionary: Record<string, string[]>) {
  const { keys, terms, entryOf, learntFrom } = rowsOf(dictionary);
  return { terms, keys: Array.from(entryOf, (entry) => keys[entry] ?? ''), learntFrom };
}

function changes(before: Record<string, string[]>, now: Record<string, string[]>) {
  const found = entryChanges(rowsOf(now));
  found.note(batchOf(before));
  return found.counts();
}

it.each([
  ['nothing', { a: ['x'] }, { a: ['x'] }, { added: 0, changed: 0, removed: 0 }],
  ['a new entry', { a: ['x'] }, { a: ['x'], b: ['y'] }, { added: 1, changed: 0, removed: 0 }],
  ['one that is gone', { a: ['x'], b: ['y'] }, { b: ['y'] }, { added: 0, changed: 0, removed: 1 }],
  ['a term more', { a: ['x'] }, { a: ['x', 'y'] }, { added: 0, changed: 1, removed: 0 }],
  ['a term less', { a: ['x', 'y'] }, { a: ['y'] }, { added: 0, changed: 1, removed: 0 }],
  ['another term', { a: ['x'] }, { a: ['y'] }, { added: 0, changed: 1, removed: 0 }],
  ['another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, { added: 0, changed: 0, removed: 0 }],
])('finds %s', (_what, before, now, expected) => {
  expect(changes(before, now)).toEqual(expected);
});

it('does not count what was learnt from queries', () => {
  const found = entryChanges(rowsOf({ a: ['x'] }));
  found.note({
    keys: ['a', 'a'],
    terms: ['x', 'from a query'],
    learntFrom: [null, 'from a query'],
  });
  expect(found.counts()).toEqual({ added: 0, changed: 0, removed: 0 });
});

it('turns round where before and now change places', () => {
  const dictionary = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
  );
  fc.assert(
    fc.property(dictionary, dictionary, (one, other) => {
      const there = changes(one, other);
      const back = changes(other, one);
      expect([back.added, back.changed, back.removed]).toEqual([
        there.removed,
        there.changed,
        there.added,
      ]);
    }),
  );
});
