import { describe, expect, it } from 'vitest';
import { versionColours } from './version-colour.ts';

const version = (name: string, createdAt: string) => ({ version: name, createdAt });

describe('versionColours', () => {
  it('follows the order of creation, whatever the order of the list', () => {
    const colours = versionColours([version('b', '2026-11-20'), version('a', '2026-11-18')]);
    expect([colours.get('a'), colours.get('b')]).toEqual(['var(--version-1)', 'var(--version-2)']);
  });

  it('keeps the colours of older versions when one is added', () => {
    const older = [version('a', '1'), version('b', '2')];
    const before = versionColours(older);
    const after = versionColours([...older, version('c', '3')]);
    expect(older.map(({ version: id }) => after.get(id))).toEqual([...before.values()]);
  });

  it('begins again after the last colour', () => {
    const many = Array.from({ length: 8 }, (_, index) => version(`v${index}`, `${index}`));
    expect(versionColours(many).get('v7')).toBe('var(--version-1)');
  });
});
