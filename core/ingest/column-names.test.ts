import { describe, expect, it } from 'vitest';
import { findEntryColumns, findFeedbackColumns, isComplete } from './column-names.ts';

describe('findFeedbackColumns', () => {
  it.each([
    [['query_key', 'matched_key', 'correct']],
    [['Query', 'Match', 'Label']],
    [['term', 'target', 'verdict']],
    [['Source Key', 'CANDIDATE', 'Status']],
  ])('knows %j', (header) => {
    const [query, key, verdict] = header;
    expect(findFeedbackColumns(header)).toEqual({ query, key, verdict });
  });

  it('prefers the canonical name where several aliases are there', () => {
    const header = ['term', 'status', 'correct', 'matched_key', 'query_key', 'candidate'];
    const columns = { query: 'query_key', key: 'matched_key', verdict: 'correct' };
    expect(findFeedbackColumns(header)).toEqual(columns);
  });

  it('follows a mapping and nothing else', () => {
    const mapping = { query: 'a', key: 'b', verdict: 'gone' };
    const found = findFeedbackColumns(['a', 'b', 'correct'], mapping);
    expect(found).toEqual({ query: 'a', key: 'b' });
    expect(isComplete(found)).toBe(false);
  });
});

describe('findEntryColumns', () => {
  it('reads the columns of an ESCO export', () => {
    const header = ['conceptType', 'conceptUri', 'preferredLabel', 'altLabels', 'code'];
    expect(findEntryColumns(header)).toEqual({
      id: 'conceptUri',
      names: ['preferredLabel'],
      lists: ['altLabels'],
    });
  });

  it('knows SKOS prefixes and languages', () => {
    expect(findEntryColumns(['uri', 'skos:prefLabel@fr', 'skos:altLabel@fr'])).toEqual({
      id: 'uri',
      names: ['skos:prefLabel@fr'],
      lists: ['skos:altLabel@fr'],
    });
  });

  it('wants an id', () => {
    expect(findEntryColumns(['terms', 'text'])).toBeUndefined();
  });
});
