import { describe, expect, it } from 'vitest';
import { darkTheme, lightTheme, type PlotTheme, variableTheme } from '#core/plots/theme.ts';

/** Read as a file: the test runner empties style sheets that are imported, and the renderer sees no Node types. */
const files: { readFile(url: URL, encoding: 'utf8'): Promise<string> } = await import(
  'node:fs/promises' as string
);
const css = await files.readFile(new URL('../ui/tokens.css', import.meta.url), 'utf8');

/** The first value of each token below a selector. */
function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

const flat = ({ versions, mono: _font, ...colours }: PlotTheme) => [
  ...Object.values(colours),
  ...versions,
];

describe('the colours of figures', () => {
  it.each([
    ['light', lightTheme, ':root'],
    ['dark', darkTheme, ':root[data-mantine-color-scheme="dark"]'],
  ])('in %s files are those of the window', (_, theme, selector) => {
    const tokens = tokensOf(selector);
    const names = flat(variableTheme).map((variable) => variable.slice(4, -1));
    expect(flat(theme)).toEqual(names.map((name) => tokens.get(name)));
  });
});
