import { describe, expect, it } from 'vitest';

/** Read as a file: the test runner empties style sheets that are imported, and the renderer sees no Node types. */
const files: { readFile(url: URL, encoding: 'utf8'): Promise<string> } = await import(
  'node:fs/promises' as string
);
const css = await files.readFile(new URL('./tokens.css', import.meta.url), 'utf8');

/** The custom properties of the block that starts with a selector. */
function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
}

/** WCAG 2 relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [high = 0, low = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const PAIRS: [string, string][] = [
  ...['text', 'text-2', 'text-3'].flatMap((text): [string, string][] => [
    [text, 'bg'],
    [text, 'surface'],
    [text, 'subtle'],
    [text, 'accent-weak'],
  ]),
  ['accent', 'surface'],
  ['accent', 'accent-weak'],
  ['accent-text', 'accent'],
  ['accent-text', 'accent-hover'],
  ...['accept', 'review', 'reject'].flatMap((band): [string, string][] => [
    [band, 'surface'],
    [band, `${band}-weak`],
    [band, 'accent-weak'],
  ]),
];

describe.each([
  ['light', ':root'],
  ['dark', ':root[data-mantine-color-scheme="dark"]'],
])('%s tokens', (_name, selector) => {
  const tokens = tokensOf(selector);

  it.each(PAIRS)('%s on %s reaches AA', (text, ground) => {
    expect(contrast(tokens.get(text) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('version colour %i stands out from the surface', (index) => {
    const colour = tokens.get(`version-${index}`) ?? '';
    expect(contrast(colour, tokens.get('surface') ?? '')).toBeGreaterThanOrEqual(2);
  });
});
