import { describe, expect, it } from 'vitest';
import { drawScores } from './draw-scores.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';
import { namedCuts } from './named-cuts.ts';

const bins = [
  { lower: 0, upper: 0.5, yes: 2, no: 8 },
  { lower: 0.5, upper: 1, yes: 6, no: 1 },
];
const cuts = namedCuts({ accept: 0.9, reject: 0.1, bestF1: 0.5 });
const options = { ...testOptions(), cuts };

describe('drawScores', () => {
  it('stands confirmed pairs on the line and hangs rejected ones from it', () => {
    const bars = look(drawScores(bins, options)).marks('rect', 'rect');
    const [yesLow, yesHigh, noLow, noHigh] = bars.map((bar) => ({
      top: Number(bar.getAttribute('y')),
      height: Number(bar.getAttribute('height')) + 1.5,
    }));
    expect((yesHigh?.height ?? 0) / (yesLow?.height ?? 1)).toBeCloseTo(3, 0);
    expect((noLow?.height ?? 0) / (noHigh?.height ?? 1)).toBeCloseTo(8, 0);
    expect(noLow?.top).toBeGreaterThan((yesHigh?.top ?? 0) + (yesHigh?.height ?? 0) - 1);
  });

  it('puts thresholds at their probability', () => {
    const lines = look(drawScores(bins, options)).marks('rule', 'line').map(placeOf);
    const xs = lines.map(({ x }) => x).filter((x) => x !== 42);
    const at = (p: number) => 42 + p * (500 - 42 - 16);
    expect(xs).toEqual([0.9, 0.5, 0.1].map((p) => expect.closeTo(at(p), 0)));
  });

  it('says which side is missing by saying nothing of it', () => {
    const { texts } = look(drawScores([{ lower: 0, upper: 1, yes: 3, no: 0 }], options));
    expect(texts).toContain('↑ confirmed');
    expect(texts).not.toContain('↓ rejected');
  });

  it('draws nothing without pairs', () => {
    expect(drawScores([], options)).toBeNull();
    expect(drawScores([{ lower: 0, upper: 1, yes: 0, no: 0 }], options)).toBeNull();
  });
});
