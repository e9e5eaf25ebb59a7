import { describe, expect, it } from 'vitest';
import type { FolderNotice } from './dropped-folders.ts';
import { noticeWords } from './folder-words.ts';

function words(found: FolderNotice['found'], cut = false) {
  const { message, remedy } = noticeWords({
    id: 1,
    name: 'stuff',
    listing: { name: 'stuff', files: [], cut },
    found,
  });
  return `${message} ${remedy}`;
}

describe('noticeWords', () => {
  it('names what a folder holds, not more than a few of many', () => {
    expect(words({ kind: 'data', files: ['a.csv', 'b.csv', 'c.csv', 'd.csv'] })).toContain(
      'a.csv, b.csv, c.csv and 1 more',
    );
    expect(words({ kind: 'several', names: ['a', 'b'] })).toContain('several models: a, b.');
  });

  it('says where a workspace is opened and what a model looks like', () => {
    expect(words({ kind: 'workspace' })).toContain('Open it from the menu');
    expect(words({ kind: 'unknown' })).toContain('config.json, tokenizer.json');
  });

  it('admits that a large folder was not looked at to its end', () => {
    expect(words({ kind: 'unknown' }, true)).toContain('first 2000 files');
    expect(words({ kind: 'unknown' })).not.toContain('2000');
  });

  it('passes on what an incomplete model lacks', () => {
    const found = { kind: 'incomplete', name: 'm', message: 'No weights.', remedy: 'Get them.' };
    expect(words(found as FolderNotice['found'])).toBe('No weights. Get them.');
  });
});
