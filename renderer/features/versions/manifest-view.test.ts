import { describe, expect, it } from 'vitest';
import { dataFacts, fileGroups, incrementalWords, lineageFacts } from './manifest-view.ts';
import { aVersion, manifest } from './testing.ts';

const names = (facts: readonly { name: string }[]) => facts.map(({ name }) => name);

describe('the facts of a version', () => {
  it('name the parent and the run, which can be followed', () => {
    const facts = lineageFacts(aVersion('v1-2', { parent: 'v1-1', run: 'r 7' }));
    expect(names(facts)).toEqual(['Made by', 'Parent', 'Run']);
    expect(facts.at(-1)?.address).toBe('#/runs?run=r%207');
    const orphan = lineageFacts(aVersion('v1-2', { parent: 'v1-1' }), true);
    expect(names(orphan)).toContain('Parent, not here');
  });

  it('name the origin of an imported one, whose run is not here', () => {
    const imported = { at: '', version: 'v1-7', sha256: 'abc', createdBy: 'Plumbline 0.1.0' };
    const facts = lineageFacts(aVersion('v1-2', { imported }));
    expect(names(facts)).toEqual(['Made by', 'Imported from', 'Bundle', 'Run']);
    expect(facts.at(-1)?.address).toBeUndefined();
  });

  it('leave the hashes of a damaged one out', () => {
    const { data } = aVersion('v1-1');
    const damaged = { data: { ...data, canonicalSha256: '', learntTerms: 0 } };
    expect(names(dataFacts(damaged))).toEqual(['Entries', 'Terms', 'Judgments']);
    const people = { name: 'people', entries: 2, terms: 3, sha256: '' };
    expect(names(dataFacts({ data: { ...data, collections: [people] } }))).toContain('people');
  });
});

describe('incrementalWords', () => {
  it.each([
    [{ added: 3, changed: 1, removed: 0 }, '95 of 100 terms reused; entries: 3 added, 1 changed'],
    [{ added: 0, changed: 0, removed: 0 }, '95 of 100 terms reused'],
  ])('%o', (entries, expected) => {
    const words = incrementalWords({ from: 'v1', reused: 95, embedded: 5, entries });
    expect(words.replaceAll('\u00a0', ' ')).toBe(expected);
  });
});

describe('fileGroups', () => {
  it('adds up by folder, the largest first', () => {
    const groups = fileGroups(manifest.files).map(({ name, bytes, files }) => [
      name,
      bytes,
      files.length,
    ]);
    expect(groups).toEqual([
      ['model/', 2_000_000, 1],
      ['index/', 950_000, 2],
      ['predictions/', 300_000, 1],
      ['metrics.json', 5_000, 1],
    ]);
  });
});
