import { describe, expect, it } from 'vitest';
import { calibrated } from '#core/calibrate/calibration.ts';
import { calibrationWords, fitKind, rising } from './calibrate-version.ts';

it('keeps a sigmoid that rises, and replaces one that falls by the share of confirmed pairs', () => {
  const good = { kind: 'platt', slope: 0.8, intercept: -1 } as const;
  expect(rising(good, 0.3)).toBe(good);
  const fallen = rising({ kind: 'platt', slope: -0.4, intercept: 2 }, 0.3);
  for (const score of [-5, 0, 5]) expect(calibrated(fallen, score)).toBeCloseTo(0.3, 9);
});

/** So many pairs of each label, which the scores do not separate. */
const pairs = (yes: number, no: number) =>
  Array.from({ length: yes + no }, (_, i) => ({
    group: `query ${i}`,
    score: (i % 7) - 3 + (i < yes ? 1 : 0),
    label: i < yes ? 1 : 0,
  }));

describe('the kind of calibration', () => {
  it('is the one that is set', async () => {
    for (const [setting, kind] of [
      ['sigmoid', 'platt'],
      ['temperature', 'temperature'],
      ['beta', 'beta'],
      ['isotonic', 'isotonic'],
    ] as const) {
      expect(await fitKind(setting, pairs(60, 60))).toMatchObject({ fitted: { kind }, tried: [] });
    }
  });

  it('is chosen where there are 50 judgments of each verdict, and a sigmoid otherwise', async () => {
    expect((await fitKind('auto', pairs(50, 50))).tried).toHaveLength(3);
    expect(await fitKind('auto', pairs(49, 500))).toMatchObject({
      fitted: { kind: 'platt' },
      tried: [],
    });
  });

  it('leaves log-odds as they are where there is one verdict only, or none', async () => {
    const unchanged = { fitted: { kind: 'platt', slope: 1, intercept: 0 }, tried: [] };
    for (const setting of ['auto', 'isotonic'] as const) {
      expect(await fitKind(setting, pairs(100, 0))).toEqual(unchanged);
      expect(await fitKind(setting, pairs(0, 100))).toEqual(unchanged);
      expect(await fitKind(setting, [])).toEqual(unchanged);
    }
  });

  it('is said in words, with how the others did', async () => {
    const { fitted, tried } = await fitKind('auto', pairs(60, 60));
    expect(calibrationWords({ calibration: fitted, tried })).toMatch(
      /^sigmoid \(log loss on held-out pairs: sigmoid 0\.\d{4}, temperature 0\.\d{4}, beta 0\.\d{4}\)$/,
    );
    expect(calibrationWords({ calibration: fitted, tried: [] })).toBe('sigmoid');
    expect(calibrationWords({ calibration: null, tried: [] })).toBe('');
  });
});
