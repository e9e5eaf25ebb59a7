import { describe, expect, it } from 'vitest';
import type { Finding, ImportRecord, WorkspaceSummary } from '#core/contract/index.ts';
import { importOrder, kindCard, pagesFor, sortFindings, summariseFindings } from './data-view.ts';

const counts = { entries: 1016, terms: 29_017, judgments: 11_408, yes: 6000, no: 5408 };

function record(name: string, at: string): ImportRecord {
  return {
    id: name,
    kind: 'canonical',
    name,
    sha256: '',
    bytes: 796_000,
    format: 'JSON',
    encoding: 'UTF-8',
    at,
    counts,
    skipped: 0,
  };
}

function workspace(imports: ImportRecord[]): WorkspaceSummary {
  return {
    name: 'O*NET',
    folder: '/w',
    readOnly: false,
    settings: {} as WorkspaceSummary['settings'],
    counts: { ...counts, versions: 0 },
    imports,
    latest: null,
    inUse: null,
    dataHash: '',
    secrets: { notify: false, mlflow: false },
    versionBytes: 0,
  };
}

function finding(level: Finding['level'], count = 1): Finding {
  return { rule: `${level}-${count}`, level, title: '', detail: '', count, rows: [] };
}

describe('cards', () => {
  it('shows the newest file of its kind and counts the earlier ones', () => {
    const card = kindCard(
      'canonical',
      workspace([record('old.json', '2026-11-01'), record('new.json', '2026-11-20')]),
    );
    expect(card.file).toBe('new.json');
    expect(card.amount).toBe('1\u00a0016 entries, 29\u00a0017 terms');
    expect(card.source).toBe('UTF-8, JSON, 796\u00a0kB, and 1 earlier file');
  });

  it('has no file where none of its kind was imported', () => {
    expect(kindCard('feedback', workspace([record('a.json', '2026')])).file).toBeNull();
  });
});

describe('findings', () => {
  it('puts what blocks training first, then what touches most rows', () => {
    const sorted = sortFindings([
      finding('note', 9),
      finding('warn', 2),
      finding('warn', 5),
      finding('block'),
    ]);
    expect(sorted.map(({ rule }) => rule)).toEqual(['block-1', 'warn-5', 'warn-2', 'note-9']);
  });

  it('says how many block', () => {
    expect(summariseFindings([])).toBe('nothing found');
    expect(summariseFindings([finding('warn')])).toBe('1 finding');
    expect(summariseFindings([finding('block'), finding('note')])).toBe(
      '2 findings, 1 blocks training',
    );
  });
});

describe('importOrder', () => {
  it('brings the dictionary in before the judgments and keeps the order otherwise', () => {
    const files = [
      { kind: 'feedback' as const, name: 'f1' },
      { kind: 'canonical' as const, name: 'c' },
      { kind: 'feedback' as const, name: 'f2' },
    ];
    expect(importOrder(files).map(({ name }) => name)).toEqual(['c', 'f1', 'f2']);
  });
});

describe('pagesFor', () => {
  it.each([
    [0, 20, [0]],
    [90, 110, [0, 1]],
    [540, 560, [0, 5]],
    [-1, -1, [0]],
  ])('rows %i to %i', (first, last, pages) => {
    expect(pagesFor(first, last, 100)).toEqual(pages);
  });
});
