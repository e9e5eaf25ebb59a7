import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { drawConfusion } from './draw-confusion.ts';
import { drawVersions } from './draw-versions.ts';
import { testOptions } from './drawing-testing.ts';
import type { Drawing } from './figure.ts';
import { sampleDetail, sampleOverview } from './testing.ts';
import { darkRules, darkTheme, lightTheme, variableTheme } from './theme.ts';
import { toInlineSvg, toSvgFile } from './to-svg.ts';
import { versionMarks } from './version-marks.ts';

const drawn = (): Drawing => {
  const drawing = drawVersions(versionMarks(sampleOverview, new Map()), testOptions());
  if (!drawing) throw new Error('nothing was drawn');
  return drawing;
};
const parse = (markup: string) => new DOMParser().parseFromString(markup, 'image/svg+xml');

describe('toSvgFile', () => {
  it('stacks drawings in one valid file that names itself', () => {
    const confusion = drawConfusion(sampleDetail.confusion, testOptions());
    if (!confusion) throw new Error('nothing was drawn');
    const root = parse(toSvgFile([drawn(), confusion], 'Versions & <others>')).documentElement;
    expect(root?.getElementsByTagName('title')[0]?.textContent).toBe('Versions & <others>');
    const inner = [...(root?.getElementsByTagName('svg') ?? [])];
    expect(inner).toHaveLength(2);
    expect(Number(root?.getAttribute('height'))).toBe(
      24 + inner.reduce((sum, svg) => sum + Number(svg.getAttribute('height')), 0),
    );
  });

  it('needs nothing from outside', () => {
    const file = toSvgFile([drawn()], 'x');
    expect(file).not.toMatch(/var\(|url\(|<image|<use|href/);
  });
});

describe('toInlineSvg', () => {
  it('is one picture for a screen reader', () => {
    const markup = toInlineSvg(drawn(), 'NDCG@10 "of" each');
    const root = parse(markup).documentElement;
    expect(root?.getAttribute('role')).toBe('img');
    expect(root?.getAttribute('aria-label')).toBe('NDCG@10 "of" each');
    expect(markup.match(/aria-label/g)).toHaveLength(1);
    expect(markup).not.toContain('<style');
  });
});

describe('themes', () => {
  it('name the same colours, each light one with one dark one', () => {
    expect(Object.keys(darkTheme)).toEqual(Object.keys(lightTheme));
    expect(Object.keys(variableTheme)).toEqual(Object.keys(lightTheme));
    const rules = darkRules().match(/\[fill="[^"]+"\]/g) ?? [];
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules).toHaveLength(10 + lightTheme.versions.length);
  });
});
