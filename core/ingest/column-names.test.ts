import { describe, expect, it } from 'vitest';
import { findDictionaryColumns, findFeedbackColumns, isComplete } from './column-names.ts';

describe('findFeedbackColumns', () => {
  it.each([
    [['query_key', 'matched_key', 'correct']],
    [['Query', 'Match', 'Label']],
    [['term', 'target', 'verdict']],
    [['Source Key', 'CANDIDATE', 'Status']],
    [['job', 'candidate', 'outcome']],
    [['vacancy_id', 'applicant', 'stage']],
    [['Position', 'Applicant ID', 'Status']],
  ])('knows %j', (header) => {
    const [query, key, verdict] = header;
    expect(findFeedbackColumns(header)).toEqual({ query, key, verdict });
  });

  it('prefers the canonical name where several aliases are there', () => {
    const header = ['term', 'status', 'correct', 'matched_key', 'query_key', 'candidate'];
    const columns = { query: 'query_key', key: 'matched_key', verdict: 'correct' };
    expect(findFeedbackColumns(header)).toEqual(columns);
  });

  it('fills what a mapping leaves open from the other columns, and keeps the outcome map', () => {
    const outcomes = { hired: 1 };
    const mapping = { query: 'candidate', key: '', verdict: '', outcomes };
    expect(findFeedbackColumns(['job', 'candidate', 'status', 'match'], mapping)).toEqual({
      ...{ query: 'candidate', key: 'match', verdict: 'status', outcomes },
    });
    expect(findFeedbackColumns(['job', 'candidate', 'status'], mapping).key).toBeUndefined();
  });

  it('finds a mapped column in any case where only one is called so', () => {
    const mapping = { query: 'a', key: 'B ', verdict: 'c' };
    expect(findFeedbackColumns(['A', 'b', 'C', 'c'], mapping)).toEqual({
      ...{ query: 'A', key: 'b', verdict: 'c' },
    });
    expect(findFeedbackColumns(['A', 'a '], { ...mapping, query: 'a' }).query).toBeUndefined();
  });

  it('follows a mapping and nothing else', () => {
    const mapping = { query: 'a', key: 'b', verdict: 'gone' };
    const found = findFeedbackColumns(['a', 'b', 'correct'], mapping);
    expect(found).toEqual({ query: 'a', key: 'b' });
    expect(isComplete(found)).toBe(false);
  });
});

describe('findDictionaryColumns', () => {
  it('reads the columns of an ESCO export', () => {
    const header = ['conceptType', 'conceptUri', 'preferredLabel', 'altLabels', 'code'];
    expect(findDictionaryColumns(header)).toEqual({
      id: 'conceptUri',
      names: ['preferredLabel'],
      lists: ['altLabels'],
    });
  });

  it('knows SKOS prefixes and languages', () => {
    expect(findDictionaryColumns(['uri', 'skos:prefLabel@fr', 'skos:altLabel@fr'])).toEqual({
      id: 'uri',
      names: ['skos:prefLabel@fr'],
      lists: ['skos:altLabel@fr'],
    });
  });

  it('wants an id', () => {
    expect(findDictionaryColumns(['terms', 'text'])).toBeUndefined();
  });
});
