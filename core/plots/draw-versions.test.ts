import { describe, expect, it } from 'vitest';
import { drawVersions } from './draw-versions.ts';
import { look, placeOf, testOptions } from './drawing-testing.ts';
import { sampleOverview, samplePoint } from './testing.ts';
import { lightTheme, versionColours } from './theme.ts';
import { versionMarks } from './version-marks.ts';

const marks = versionMarks(sampleOverview, versionColours(sampleOverview.points, lightTheme));

describe('drawVersions', () => {
  it('draws each version once, later ones further right and better ones higher', () => {
    const points = look(drawVersions(marks, testOptions())).marks('dot', 'circle').slice(-3);
    const places = points.map(placeOf);
    expect(places).toHaveLength(3);
    expect(places.map(({ x }) => x)).toEqual(places.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(places.map(({ y }) => y)).toEqual(places.map(({ y }) => y).toSorted((a, b) => b - a));
  });

  it('gives whiskers the length of their interval', () => {
    const { marks: found } = look(drawVersions(marks, testOptions()));
    const lengths = found('rule', 'line').map(
      (line) => Number(line.getAttribute('y1')) - Number(line.getAttribute('y2')),
    );
    expect(lengths).toHaveLength(3);
    for (const length of lengths) expect(Math.abs(length)).toBeCloseTo(Math.abs(lengths[0] ?? 0));
  });

  it('marks the promoted version and draws an old number hollow', () => {
    const { texts, marks: found } = look(drawVersions(marks, testOptions()));
    expect(texts.filter((text) => text === 'latest')).toHaveLength(1);
    const fills = found('dot', 'circle')
      .slice(-3)
      .map((dot) => dot.getAttribute('fill'));
    expect(fills).toEqual([lightTheme.surface, ...lightTheme.versions.slice(1, 3)]);
  });

  it('leaves out labels that have no room', () => {
    const many = Array.from({ length: 40 }, (_, i) => samplePoint(`v-${i}`, `${100 + i}`, 0.5));
    const all = versionMarks({ points: many, selected: null }, new Map());
    const { texts } = look(drawVersions(all, testOptions(400)));
    expect(texts.filter((text) => text.startsWith('-')).length).toBeLessThan(5);
  });

  it('draws nothing of nothing, and nothing of what is no number', () => {
    expect(drawVersions([], testOptions())).toBeNull();
    const broken = marks.map((mark) => ({ ...mark, value: Number.NaN }));
    expect(drawVersions(broken, testOptions())).toBeNull();
  });
});

describe('versionMarks', () => {
  it('puts the oldest first and says which number is old', () => {
    expect(marks.map(({ version, stale, selected }) => [version, stale, selected])).toEqual([
      ['v20261118-1', true, false],
      ['v20261119-1', false, false],
      ['v20261120-1', false, true],
    ]);
    expect(marks[0]?.description).toContain('measured when made');
    expect(versionMarks(sampleOverview, new Map(), 'top1')[2]?.value).toBeCloseTo(0.451);
  });
});
