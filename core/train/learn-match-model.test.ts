import { expect, it } from 'vitest';
import { calibrated } from '#core/calibrate/calibration.ts';
import { rising } from './learn-match-model.ts';

it('keeps a sigmoid that rises, and replaces one that falls by the share of confirmed pairs', () => {
  const good = { kind: 'platt', slope: 0.8, intercept: -1 } as const;
  expect(rising(good, 0.3)).toBe(good);
  const fallen = rising({ kind: 'platt', slope: -0.4, intercept: 2 }, 0.3);
  for (const score of [-5, 0, 5]) expect(calibrated(fallen, score)).toBeCloseTo(0.3, 9);
});
