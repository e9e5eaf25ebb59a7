import { describe, expect, it } from 'vitest';
import { overridesFor } from './model-families.ts';
import { hubOrigin, repoOf } from './origin.ts';
import { parseCard } from './read-card.ts';
import { isSafePath } from './safe-path.ts';

describe('parseCard', () => {
  it.each([
    ['---\nlicense: apache-2.0\nlanguage: en\n---\n# x', 'apache-2.0', 'en'],
    ['---\r\nlanguage:\r\n- en\r\n- fr\r\nlicense: mit\r\n---', 'mit', 'en, fr'],
    ['---\nlanguage: [en, "de"]\ntags:\n- a\n---', null, 'en, de'],
    ["---\nlicense: 'cc-by-4.0'\n---", 'cc-by-4.0', null],
    ['# no head\nlicense: mit', null, null],
    ['', null, null],
  ])('reads %j', (text, licence, languages) => {
    expect(parseCard(text)).toEqual({ licence, languages });
  });
});

describe('repoOf', () => {
  it('finds the repository in an origin, and none in others', () => {
    expect(repoOf(hubOrigin('owner/na.me-2', 'abcdef0123'))).toBe('owner/na.me-2');
    expect(hubOrigin('o/n', 'abcdef0123')).toBe('Hugging Face o/n, commit abcdef01');
    expect(repoOf('the folder minilm')).toBeNull();
  });
});

describe('overridesFor', () => {
  it.each([
    ['multilingual-e5-small', 'query: ', undefined],
    ['e5-large-v2', 'query: ', undefined],
    ['bge-small-en-v1.5', undefined, 'cls'],
    ['all-MiniLM-L6-v2', undefined, undefined],
    ['the5-small', undefined, undefined],
  ])('knows %s', (name, prefix, pooling) => {
    const { prefixes, pooling: pooled } = overridesFor(name);
    expect([prefixes?.query, pooled]).toEqual([prefix, pooling]);
  });
});

describe('isSafePath', () => {
  it.each([
    ['config.json', true],
    ['1_Pooling/config.json', true],
    ['a/b/c/d', true],
    ['a/b/c/d/e', false],
    ['../a', false],
    ['a/../b', false],
    ['/a', false],
    ['a//b', false],
    ['a/', false],
    ['', false],
    ['.', false],
    ['C:a', false],
    ['a\\b', false],
    ['a\nb', false],
    ['a.', false],
    ['x'.repeat(301), false],
  ])('%j: %s', (path, safe) => {
    expect(isSafePath(path)).toBe(safe);
  });
});
