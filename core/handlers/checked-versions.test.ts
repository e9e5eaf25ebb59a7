import { expect, it } from 'vitest';
import { damagedVersion, NOT_LOADED } from './checked-versions.ts';

it.each([
  ['index/terms.lance/data/x.lance is missing', true],
  ['collections/jobs/index/match.safetensors has 1 bytes instead of 2', true],
  [`${NOT_LOADED} (bad magic)`, true],
  ['match-model.json is missing', false],
  ['its manifest.json is not whole', false],
  ['model/index/x is missing', false],
])('%s: can be rebuilt: %j', (damage, rebuilds) => {
  const { code, message, detail } = damagedVersion({ id: 'v1', folder: '/ws/v1' }, damage);
  expect({ code, message, file: detail.file }).toEqual({
    ...{ code: 'DAMAGED', message: `Version v1 is damaged: ${damage}.`, file: '/ws/v1' },
  });
  const command = 'plumbline versions rebuild WORKSPACE v1';
  expect(detail.remedy?.includes(command)).toBe(rebuilds);
});
