import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { testQueriesHash } from './test-queries-hash.ts';
import { judgedQuery } from './testing.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hash = (...queries: ReturnType<typeof judgedQuery>[]) => testQueriesHash(queries, sha256);

const nurse = judgedQuery('nurse', ['a'], ['b']);
const welder = judgedQuery('welder', ['c']);

it('is the same in any order, and undefined of nothing', () => {
  expect(hash(nurse, welder)).toBe(hash(welder, nurse));
  expect(hash()).toBeUndefined();
});

it.each([
  ['a query more', [nurse, welder]],
  ['another verdict', [judgedQuery('nurse', ['a', 'b'])]],
  ['another text of the entry that it names', [{ ...nurse, texts: ['RN'] }]],
  ['a judgment that a score chose', [{ ...nurse, chosen: new Set(['a']) }]],
  ['a grade', [{ ...nurse, grades: new Map([['a', 0.7]]) }]],
])('differs by %s', (_what, queries) => {
  expect(hash(...queries)).not.toBe(hash(nurse));
});
