import { describe, expect, it } from 'vitest';
import { anEvent, aRule, aVersion } from './testing.ts';
import {
  failedRules,
  marksOf,
  newestFirst,
  ruleValue,
  shortId,
  statusView,
  totalBytes,
} from './version-view.ts';

const latest = aVersion('v20261120-2', { status: 'latest' });

describe('statusView', () => {
  it.each([
    ['latest', aVersion('v20261120-2', { status: 'latest' }), 'latest'],
    ['newer and passed', aVersion('v20261120-3'), 'waits'],
    ['older and passed', aVersion('v20261120-1'), 'passed'],
    ['refused', aVersion('v20261120-3', { status: 'refused' }), 'refused'],
    ['unmeasured', aVersion('v20261120-3', { status: 'unmeasured' }), 'not measured'],
    ['damaged', aVersion('v20261120-3', { status: 'damaged' }), 'damaged'],
  ] as const)('%s', (_what, version, word) => {
    expect(statusView(version, [], latest).word).toBe(word);
  });

  it('says to which version one was rolled back, until it is promoted again', () => {
    const back = anEvent('v20261120-3', 'v20261120-2', 'rollback');
    const version = aVersion('v20261120-3');
    const { word, why } = statusView(version, [back], latest);
    expect([word, why]).toEqual(['rolled back', 'Rolled back to v20261120-2.']);
    const again = [
      back,
      anEvent('v20261120-2', 'v20261120-3'),
      anEvent('v20261120-3', 'v20261120-4'),
    ];
    expect(statusView(version, again, aVersion('v20261120-4')).word).toBe('passed');
  });

  it('waits where nothing is promoted at all', () => {
    expect(statusView(aVersion('v20261120-1'), [], null).word).toBe('waits');
  });
});

describe('what stands beside a version', () => {
  it('marks what is not a whole training of this workspace', () => {
    const words = (change: Parameters<typeof aVersion>[1]) =>
      marksOf(aVersion('v1-1', change)).map(({ word }) => word);
    const incremental = {
      from: 'v1-0',
      reused: 9,
      embedded: 1,
      entries: { added: 1, changed: 0, removed: 0 },
    };
    const imported = { at: '', version: 'v1-7', sha256: '', createdBy: 'Plumbline 0.1.0' };
    expect(words({})).toEqual([]);
    expect(words({ mode: 'build-index' })).toEqual(['index only']);
    expect(words({ mode: 'incremental', incremental })).toEqual(['incremental']);
    expect(words({ imported, mode: 'build-index-feedback' })).toEqual([
      'index + feedback',
      'imported',
    ]);
  });

  it('orders by creation, and by number within a moment', () => {
    const at = '2026-11-20T00:00:00.000Z';
    const ids = ['v20261120-2', 'v20261120-10', 'v20261120-9'];
    const versions = ids.map((version) => ({ version, createdAt: at }));
    expect(newestFirst(versions).map(({ version }) => version)).toEqual([
      'v20261120-10',
      'v20261120-9',
      'v20261120-2',
    ]);
  });

  it.each([
    ['v20261120-3', 'v20261120-2', '-3'],
    ['v20261120-3', 'v20261119-3', 'v20261120-3'],
  ])('%s beside %s is %s', (version, beside, expected) => {
    expect(shortId(version, beside)).toBe(expected);
  });

  it.each([
    ['top1', 0.892, '0.892'],
    ['ndcg-not-worse', 0.013, '+0.013'],
    ['must-pass', 14, '14'],
    ['top1', null, ''],
  ] as const)('the number of %s', (rule, value, expected) => {
    expect(ruleValue({ rule, value })).toBe(expected);
  });

  it('adds up the disk, and finds the rules that fail', () => {
    expect(totalBytes([{ bytes: 5 }, { bytes: 7 }])).toBe(12);
    const bad = aRule({ pass: false });
    expect(failedRules({ gate: [aRule(), bad] })).toEqual([bad]);
  });
});
