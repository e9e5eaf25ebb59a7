import { describe, expect, it, vi } from 'vitest';
import { aVersion } from './testing.ts';
import { versionCommands } from './version-commands.ts';

vi.mock('#renderer/app/navigate.ts', () => ({ navigate: vi.fn() }));

const ids = (...args: Parameters<typeof versionCommands>) =>
  versionCommands(...args).map(({ id }) => id);
const versions = [
  aVersion('v20261120-1'),
  aVersion('v20261120-2', { status: 'latest' }),
  aVersion('v20261120-3'),
  aVersion('v20261120-4', { status: 'damaged' }),
];

describe('versionCommands', () => {
  it('always brings bundles in, and compares where there are two', () => {
    expect(ids([], '')).toEqual(['import-bundle']);
    expect(ids(versions.slice(0, 1), '')).toEqual(['import-bundle']);
    expect(ids(versions, '')).toEqual(['import-bundle', 'compare-versions']);
  });

  it('holds the newest whole version against latest, the older first', () => {
    const compare = versionCommands(versions, '').find(({ id }) => id === 'compare-versions');
    expect(compare?.hint).toBe('What differs between v20261120-2 and v20261120-3');
  });

  it.each([
    ['prom', ['promote:v20261120-3', 'promote:v20261120-1']],
    ['promote 1120-1', ['promote:v20261120-1']],
    ['v20261120-2', []],
    ['delete', []],
  ])('promotes what is named by %s', (typed, expected) => {
    expect(ids(versions, typed).filter((id) => id.startsWith('promote:'))).toEqual(expected);
  });
});
