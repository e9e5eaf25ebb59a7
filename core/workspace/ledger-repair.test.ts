import { describe, expect, it } from 'vitest';
import type { ImportRecord } from '#core/contract/data.ts';
import { type LedgerRepair, type LedgerTail, repairOf } from './ledger-repair.ts';

const record: ImportRecord = {
  id: 'i1',
  kind: 'canonical',
  name: 'c.json',
  sha256: 'a',
  bytes: 1,
  format: 'JSON',
  encoding: 'UTF-8',
  at: 't',
  counts: { entries: 1, terms: 1, judgments: 0, yes: 0, no: 0 },
  skipped: 0,
};
const rows = {
  type: 'import',
  import: 'i1',
  kind: 'feedback',
  rows: 9,
  name: 'f',
  sha256: 'a',
  at: 't',
} as const;
const collection = { ...rows, kind: 'canonical', collection: 'hash', record } as const;
const whole: LedgerTail = {
  pending: null,
  torn: false,
  ended: true,
  fileLines: 10,
  pendingFileLine: 0,
  collection: null,
};
const pendingFrom = { pending: { line: rows, alone: true }, pendingFileLine: 7 };
const pendingCollection = { pending: { line: collection, alone: true }, pendingFileLine: 10 };
const commit = { type: 'commit', import: 'i1', rows: 0, record };

describe('repairOf', () => {
  it.each<[string, Partial<LedgerTail>, Partial<LedgerRepair>]>([
    ['a whole ledger stays', {}, {}],
    ['a torn line goes', { torn: true, ended: false }, { cutBefore: 10 }],
    ['a whole last line without its end gets one', { ended: false }, { endLine: true }],
    ['an import without commit goes', pendingFrom, { cutBefore: 7 }],
    ['with its torn last row', { ...pendingFrom, torn: true, ended: false }, { cutBefore: 7 }],
    [
      'its rows stay when a decision was written after them',
      { ...pendingFrom, pending: { line: rows, alone: false } },
      {},
    ],
    [
      'and then only a torn line goes',
      { ...pendingFrom, pending: { line: rows, alone: false }, torn: true, ended: false },
      { cutBefore: 10 },
    ],
    ['a collection that is not in its place goes', pendingCollection, { cutBefore: 10 }],
    [
      'so does one in whose place is another',
      { ...pendingCollection, collection: 'other' },
      { cutBefore: 10 },
    ],
    [
      'one in its place is committed',
      { ...pendingCollection, collection: 'hash' },
      { commit: commit as LedgerRepair['commit'] },
    ],
    [
      'after its torn commit was cut',
      { ...pendingCollection, collection: 'hash', torn: true, ended: false, fileLines: 11 },
      { commit: commit as LedgerRepair['commit'], cutBefore: 11 },
    ],
  ])('%s', (_, tail, repair) => {
    expect(repairOf({ ...whole, ...tail })).toEqual({
      cutBefore: null,
      endLine: false,
      commit: null,
      ...repair,
    });
  });
});
