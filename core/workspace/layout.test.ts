import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf, originalName, safeName } from './layout.ts';

describe('layoutOf', () => {
  it('puts everything below the folder', () => {
    const { folder, ...paths } = layoutOf('/w');
    expect(folder).toBe('/w');
    expect(Object.values(paths).every((path) => path.startsWith('/w/'))).toBe(true);
    expect(paths).toMatchObject({
      canonical: '/w/data/collections/canonical.jsonl',
      ledger: '/w/data/feedback.jsonl',
      lock: '/w/.lock',
      latest: '/w/latest',
    });
  });
});

describe('safeName', () => {
  it.each([
    ['feedback.csv', 'feedback.csv'],
    ['/tmp/a/feedback.csv', 'feedback.csv'],
    ['C:\\data\\feedback.csv', 'feedback.csv'],
    ['métiers 2026 (v2).json', 'métiers_2026_v2_.json'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['', 'file'],
    ['a\u0000b:c?', 'a_b_c_'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('is short, and never leaves its folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeName(name);
        expect([...safe].length).toBeLessThanOrEqual(100);
        expect(safe).toMatch(/^[^/\\.][^/\\]*$/);
      }),
    );
    expect(safeName(`${'x'.repeat(200)}.json`)).toMatch(/\.json$/);
    expect(originalName('ab', 'f.csv')).toBe('ab-f.csv');
  });
});
