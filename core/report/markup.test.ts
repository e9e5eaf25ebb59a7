import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, trusted } from './markup.ts';

describe('html', () => {
  it('escapes every text, in elements and in attributes', () => {
    const evil = `</p><img src=x onerror="alert('1')">&`;
    expect(html`<p title="${evil}">${evil}</p>`.markup).not.toMatch(/<img|onerror="|='/);
    expect(html`${'a\u0000b'}`.markup).toBe('a·b');
  });

  it('puts markup and lists in as they are, and leaves out nothing', () => {
    const items = ['a', 'b'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}${null}${false}${undefined}${0}</ul>`.markup).toBe(
      '<ul><li>a</li><li>b</li>0</ul>',
    );
    expect(html`${trusted('<b/>')}`.markup).toBe('<b/>');
  });

  it('lets no text open or close anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']/);
      }),
    );
  });
});
