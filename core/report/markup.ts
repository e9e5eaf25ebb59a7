import { plainText } from '#core/plots/labels.ts';

/** A piece of a page that is safe to show: everything in it was escaped or written here. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | null | false | undefined | readonly Part[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or a quoted attribute. */
export function escapeText(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A template whose texts are escaped; pieces of markup and lists of them go in as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const markup = strings.reduce(
    (text, string, i) => text + string + (i < parts.length ? render(parts[i]) : ''),
    '',
  );
  return { markup };
}

/** Markup made elsewhere, such as a serialised figure. */
export const trusted = (markup: string): Markup => ({ markup });

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return escapeText(`${part}`);
  if ('markup' in part) return part.markup;
  return part.map(render).join('');
}
