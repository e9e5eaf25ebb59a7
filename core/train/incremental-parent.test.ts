import { expect, it } from 'vitest';
import { Settings } from '#core/contract/workspace.ts';
import { changedSettings } from './incremental-parent.ts';

const settings = Settings.parse({});

it('lets settings change that shape nothing learnt', () => {
  expect(changedSettings({ ...settings, minAccuracy: 0.1, offline: false }, settings)).toEqual([]);
});

it('names those that do', () => {
  const before = { ...settings, language: 'fr', stopWords: ['le'], pcaDimensions: 64 };
  expect(changedSettings(before, settings)).toEqual(['pcaDimensions', 'language', 'stopWords']);
});

it('knows nothing against a version of before, which kept no settings', () => {
  expect(changedSettings({}, settings)).toEqual([]);
});
