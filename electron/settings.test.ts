import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings, parseSettings } from './settings.ts';

const defaults = { lastWorkspace: null, window: null, maximized: false };

describe('parseSettings', () => {
  it.each(['', '{', 'null', '[]', '"text"', '{}'])('makes defaults of %j', (text) =>
    expect(parseSettings(text)).toEqual(defaults),
  );

  it('loses one bad value, not the others', () => {
    const text = JSON.stringify({
      lastWorkspace: '/data/jobs',
      window: { x: 'left' },
      maximized: 1,
    });
    expect(parseSettings(text)).toEqual({ ...defaults, lastWorkspace: '/data/jobs' });
  });

  it.each([
    { x: 0, y: 0, width: 0, height: 600 },
    { x: 1e12, y: 0, width: 900, height: 600 },
    { x: 0.5, y: 0, width: 900, height: 600 },
  ])('refuses the bounds %j', (window) =>
    expect(parseSettings(JSON.stringify({ window })).window).toBeNull(),
  );
});

describe('openSettings', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('starts with the defaults, and is read back by the next start', () => {
    const file = join(folder, 'settings.json');
    const settings = openSettings(file);
    expect(settings.current).toEqual(defaults);
    settings.update({ lastWorkspace: '/data/jobs' });
    settings.update({ maximized: true });
    const expected = { ...defaults, lastWorkspace: '/data/jobs', maximized: true };
    expect(settings.current).toEqual(expected);
    expect(openSettings(file).current).toEqual(expected);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(expected);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('replaces a damaged file', () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, '{"lastWorkspace": "/da');
    const settings = openSettings(file);
    settings.update({ maximized: true });
    expect(openSettings(file).current).toEqual({ ...defaults, maximized: true });
  });
});
