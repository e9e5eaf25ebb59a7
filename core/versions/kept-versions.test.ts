import { describe, expect, it } from 'vitest';
import type { PromotionEvent } from '#core/contract/versions.ts';
import { originOf, whyKept } from './kept-versions.ts';
import type { StoredVersion } from './manifest-file.ts';
import { newManifest } from './testing.ts';

const event = (
  from: string | null,
  to: string,
  kind: PromotionEvent['kind'] = 'promote',
): PromotionEvent => ({ at: '2026-11-20T10:00:00.000Z', from, to, kind, reason: '' });

const stored = (id: string, parent: string | null): StoredVersion => {
  const manifest = { schema: 1 as const, version: id, ...newManifest, parent, files: {} };
  return { id, folder: `/w/${id}`, manifest, damage: null };
};

describe('originOf', () => {
  const versions = [stored('v3', 'v2'), stored('v2', 'v1'), stored('v1', null)];
  it.each<[string, string | null, PromotionEvent[], string | null]>([
    ['nothing is promoted', null, [], null],
    ['the first one', 'v1', [event(null, 'v1')], null],
    ['promoted after another', 'v3', [event(null, 'v1'), event('v1', 'v3')], 'v1'],
    ['without a history: its parent', 'v3', [], 'v2'],
    [
      'rolled back: what it had come from, not what it was rolled back from',
      'v2',
      [event(null, 'v1'), event('v1', 'v2'), event('v2', 'v3'), event('v3', 'v2', 'rollback')],
      'v1',
    ],
    ['latest that is not there', 'v9', [], null],
  ])('%s', (_, latest, history, expected) => {
    expect(originOf(latest, history, versions)).toBe(expected);
  });
});

describe('whyKept', () => {
  const needs = { latest: 'v3', origin: 'v2', jobs: new Map([['v1', ['Match a.csv', 'Other']]]) };
  it.each([
    ['v3', 'It is latest.'],
    ['v2', 'Latest, v3, came from it: a rollback goes back to it.'],
    ['v1', 'The job “Match a.csv” needs it.'],
    ['v0', null],
  ])('%s: %s', (id, expected) => {
    expect(whyKept(id, needs)).toBe(expected);
  });
});
