import { type Element, XMLSerializer } from '@xmldom/xmldom';
import type { Drawing, DrawOptions } from './figure.ts';
import { elementOf, fileDocument } from './file-document.ts';
import { lightTheme } from './theme.ts';

/** What a test draws with. */
export const testOptions = (width = 500): DrawOptions => ({
  width,
  theme: lightTheme,
  document: fileDocument(),
});

/** A drawn figure to look into. */
export interface Drawn {
  /** Every element of a name below the groups of a mark, as Plot names it ("dot", "rule"). */
  marks(mark: string, name: string): Element[];
  /** Every text that is shown. */
  texts: string[];
  markup: string;
}

/** Looks into a figure. Throws where nothing was drawn, or any attribute holds no number where one belongs. */
export function look(drawing: Drawing | null): Drawn {
  if (!drawing) throw new Error('nothing was drawn');
  const svg = elementOf(drawing);
  const markup = new XMLSerializer().serializeToString(svg);
  for (const element of svg.getElementsByTagName('*')) {
    for (const { name, value } of element.attributes) {
      if (/NaN|Infinity|undefined/.test(value)) throw new Error(`${name}="${value}"`);
    }
  }
  return {
    markup,
    // A title inside a text is not shown.
    texts: [...svg.getElementsByTagName('text')].map((text) => text.firstChild?.nodeValue ?? ''),
    marks: (mark, name) =>
      [...svg.getElementsByTagName('g')]
        .filter((group) => group.getAttribute('aria-label') === mark)
        .flatMap((group) => [...group.getElementsByTagName(name)]),
  };
}

/** Where an element lies: its attributes as numbers, or its `translate(x, y)`. */
export function placeOf(element: Element): { x: number; y: number } {
  const moved = /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.getAttribute('transform') ?? '');
  if (moved) return { x: Number(moved[1]), y: Number(moved[2]) };
  const number = (...names: string[]) =>
    Number(names.map((name) => element.getAttribute(name)).find(Boolean) ?? Number.NaN);
  return { x: number('cx', 'x', 'x1'), y: number('cy', 'y', 'y1') };
}
