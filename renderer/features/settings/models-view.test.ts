import { describe, expect, it } from 'vitest';
import { aModel } from '../models/testing.ts';
import { downloadObstacle, hubRepo, modelFacts, modelRow } from './models-view.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('modelRow', () => {
  it('says what a model is', () => {
    const row = modelRow(aModel(), false);
    expect(row).toMatchObject({
      kind: 'transformer',
      dimensions: '384',
      maxTokens: '256',
      weights: 'fp32, int8',
      usedBy: 'no version',
      damage: null,
      keeps: null,
    });
    expect(plain(row.size)).toBe('91 MB');
  });

  it('admits what is not known', () => {
    const row = modelRow(
      aModel({
        sha256: '',
        bytes: 0,
        licence: null,
        languages: null,
        weights: {},
        damage: 'its model.json is missing',
      }),
      false,
    );
    expect([row.kind, row.dimensions, row.size, row.licence, row.weights]).toEqual(
      Array(5).fill('–'),
    );
    expect(row.damage).toBe('Damaged: its model.json is missing. Remove it and add it again.');
  });

  it.each([
    ['ships with the app', { builtin: true }, false, 'It ships with Plumbline.'],
    ['one version', { usedBy: ['v1'] }, false, 'v1 embeds with it'],
    ['more versions', { usedBy: ['v2', 'v1'] }, false, '2 versions embed with it'],
    ['read only', {}, true, 'can only be read'],
  ])('keeps a model: %s', (_, change, readOnly, reason) => {
    expect(modelRow(aModel(change), readOnly).keeps).toContain(reason);
  });

  it('calls the builtin model by what it is, and tells its name in the details', () => {
    const model = aModel({ builtin: true, name: 'MiniLM, static 256' });
    expect(modelRow(model, false).name).toBe('Builtin');
    expect(modelFacts(model)[0]).toEqual(['Name', 'MiniLM, static 256']);
  });

  it('asks to install again where the builtin model is damaged', () => {
    expect(modelRow(aModel({ builtin: true, damage: 'x' }), false).damage).toContain('Install');
  });
});

describe('modelFacts', () => {
  it('names prefixes and versions only where there are any', () => {
    expect(modelFacts(aModel()).map(([title]) => title)).toEqual(['From', 'Architecture']);
    const facts = modelFacts(
      aModel({ prefixes: { query: 'query: ', term: 'passage: ' }, usedBy: ['v2', 'v1'] }),
    );
    expect(Object.fromEntries(facts)).toMatchObject({
      'Put before a text': '“query: ” for queries, “passage: ” for terms',
      'Used by': 'v2, v1',
    });
  });
});

describe('hubRepo', () => {
  it.each([
    ['sentence-transformers/all-MiniLM-L6-v2', 'sentence-transformers/all-MiniLM-L6-v2'],
    ['  bert-base-uncased ', 'bert-base-uncased'],
    ['https://huggingface.co/BAAI/bge-small-en-v1.5', 'BAAI/bge-small-en-v1.5'],
    ['https://huggingface.co/BAAI/bge-small-en-v1.5/tree/main?x=1', 'BAAI/bge-small-en-v1.5'],
    ['', null],
    ['a/b/c', null],
    ['two words', null],
    ['https://example.com/a/b', null],
  ])('%s', (typed, repo) => {
    expect(hubRepo(typed)).toBe(repo);
  });
});

it('says why nothing can be downloaded', () => {
  expect(downloadObstacle({ offline: false, readOnly: false })).toBeNull();
  expect(downloadObstacle({ offline: true, readOnly: false })).toContain('switched off');
  expect(downloadObstacle({ offline: false, readOnly: true })).toContain('read');
});
