import { type Element, XMLSerializer } from '@xmldom/xmldom';
import type { Drawing } from './figure.ts';
import { elementOf, newDocument } from './file-document.ts';
import { plainText } from './labels.ts';
import { darkRules, lightTheme } from './theme.ts';

const SVG = 'http://www.w3.org/2000/svg';
const FONT = 'system-ui, sans-serif';
/** Room around the drawings, in pixels. */
const MARGIN = 12;

/** A figure drawn with `fileDocument` for a page that defines its colours and fonts; `label` says what it shows. */
export function toInlineSvg(drawing: Drawing, label: string): string {
  const svg = cleaned(elementOf(drawing));
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', plainText(label));
  return serialise(svg);
}

/**
 * Figures drawn with `lightTheme` as one file, one below the other, on their own ground. It is dark where the reader's
 * system is, if the program that shows it knows style sheets.
 */
export function toSvgFile(drawings: readonly Drawing[], label: string): string {
  const document = newDocument();
  const whole = document.createElementNS(SVG, 'svg');
  const add = (name: string, attributes: Record<string, string>, text = '') => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.appendChild(document.createTextNode(text));
    whole.appendChild(element);
  };
  add('title', {}, plainText(label));
  add('style', {}, darkRules());
  add('rect', { width: '100%', height: '100%', fill: lightTheme.surface });
  let height = MARGIN;
  let width = 0;
  for (const drawing of drawings) {
    const svg = cleaned(elementOf(drawing));
    for (const [key, value] of [
      ['x', `${MARGIN}`],
      ['y', `${height}`],
      ['font-size', '11'],
      ['overflow', 'visible'],
    ] as const)
      svg.setAttribute(key, value);
    whole.appendChild(document.importNode(svg, true));
    height += Number(svg.getAttribute('height'));
    width = Math.max(width, Number(svg.getAttribute('width')));
  }
  const size = [width + 2 * MARGIN, height + MARGIN] as const;
  const attributes = {
    width: `${size[0]}`,
    height: `${size[1]}`,
    viewBox: `0 0 ${size[0]} ${size[1]}`,
    color: lightTheme.muted,
    'font-family': FONT,
  };
  for (const [key, value] of Object.entries(attributes)) whole.setAttribute(key, value);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serialise(whole)}\n`;
}

/** Without Plot's style sheet, which speaks for a page, and without names on marks, which have no role. */
function cleaned(svg: Element): Element {
  for (const element of [...svg.getElementsByTagName('*')]) {
    element.removeAttribute('aria-label');
    if (element.tagName === 'style') element.parentNode?.removeChild(element);
  }
  svg.removeAttribute('style');
  return svg;
}

const serialise = (svg: Element): string => new XMLSerializer().serializeToString(svg);
