import { describe, expect, it } from 'vitest';
import type {
  CatalogueModel,
  DevicesOverview,
  EmbedderChoice,
  Settings,
} from '#core/contract/index.ts';
import { aModel, aReport } from '../models/testing.ts';
import {
  chosenOption,
  deviceOptions,
  deviceWords,
  type EmbedderOption,
  embedderOptions,
  fusionObstacle,
  requestOf,
  vectorWords,
} from './embedder-view.ts';

const builtin = aModel({ id: 'builtin', builtin: true, kind: 'static', dimensions: 256 });
const minilm = aModel();
const settings = { lexicalDimensions: 128, pcaDimensions: null, withLexical: true } as Settings;
const options = embedderOptions([minilm, builtin], [], settings);
const [first, lexical, model] = options as [EmbedderOption, EmbedderOption, EmbedderOption];
const choice = (change: Partial<EmbedderChoice> = {}): EmbedderChoice => ({
  embedder: minilm.id,
  device: 'auto',
  dtype: 'auto',
  ...change,
});

describe('embedderOptions', () => {
  it('offers the builtin one first, then the lexical one, then models', () => {
    expect(options.map(({ value }) => value)).toEqual(['builtin', 'lexical', minilm.id]);
    expect(model.facts.replaceAll('\u00a0', ' ')).toBe('384 dimensions, 91 MB, English');
    expect(lexical.facts).toContain('128');
  });

  it('gives the advice of the catalogue where the model came from there', () => {
    const known = { installed: minilm.id, advice: 'Start here.' } as CatalogueModel;
    const [, , from] = embedderOptions([builtin, minilm], [known], settings);
    expect(from?.advice).toBe('Start here.');
    expect(model.advice).toContain('transformer');
  });

  it('says why a damaged one cannot be chosen', () => {
    const [, broken] = embedderOptions([aModel({ damage: 'cut short' })], [], settings);
    expect(broken?.obstacle).toContain('cut short');
  });
});

describe('the choice', () => {
  it('falls back to the first usable one where its model is gone', () => {
    expect(chosenOption(options, minilm.id)).toBe(model);
    expect(chosenOption(options, 'gone')).toBe(first);
    const damaged = { ...first, obstacle: 'Damaged' };
    expect(chosenOption([damaged, lexical], 'gone')).toBe(lexical);
    expect(chosenOption([], 'builtin')).toBeUndefined();
  });

  it('asks for a device and a dtype only where there is a choice', () => {
    const wanted = choice({ device: 'cpu', dtype: 'int8' });
    expect(requestOf(model, wanted)).toEqual(wanted);
    expect(requestOf(model, { ...wanted, dtype: 'q4' }).dtype).toBe('auto');
    expect(requestOf(first, wanted)).toEqual({
      embedder: 'builtin',
      device: 'auto',
      dtype: 'auto',
    });
  });
});

describe('devices', () => {
  const cpu = { device: 'cpu', name: 'CPU', available: true, software: false, detail: '' } as const;
  const gpu = { ...cpu, device: 'webgpu', available: false, detail: 'No adapter.' } as const;
  const report = aReport({ chosen: true, dtype: 'int8', textsPerSecond: 2190 });
  const refused = aReport({
    device: 'webgpu',
    name: 'llvmpipe',
    usable: false,
    reason: 'imitated',
  });
  const overview: DevicesOverview = {
    found: [cpu, gpu],
    verdicts: [
      { model: minilm.id, modelName: '', machine: '', measuredAt: '', reports: [report, refused] },
    ],
  };

  it('say why the GPU cannot be chosen', () => {
    const obstacleOf = (of: DevicesOverview | undefined) => deviceOptions(of)[2]?.obstacle;
    expect(obstacleOf(overview)).toBe('No adapter.');
    expect(obstacleOf({ ...overview, found: [cpu] })).toBe('No GPU was found.');
    expect(obstacleOf({ ...overview, found: [{ ...gpu, available: true }] })).toBeNull();
    expect(obstacleOf(undefined)).toBeNull();
  });

  it.each([
    ['auto, measured', model, choice(), 'CPU, 2 threads, int8: 2 190 texts/s'],
    ['chosen, measured', model, choice({ device: 'cpu' }), 'CPU, 2 threads, int8: 2 190 texts/s'],
    ['chosen, refused', model, choice({ device: 'webgpu' }), 'llvmpipe: imitated'],
    ['other dtype', model, choice({ device: 'cpu', dtype: 'fp32' }), 'CPU, not measured yet.'],
    ['no transformer', first, choice(), 'CPU, it needs no GPU'],
  ])('are named before the training: %s', (_, option, of, words) => {
    expect(deviceWords(option, of, overview).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('are measured by the training where nothing is known', () => {
    expect(deviceWords(model, choice(), undefined)).toContain('Not measured yet');
  });
});

describe('vectors', () => {
  it.each([
    [model, {}, '384 for meaning, 128 for spelling'],
    [model, { withLexical: false }, '384 for meaning'],
    [model, { withLexical: false, pcaDimensions: 64 }, '64 for meaning'],
    [first, { withLexical: false, pcaDimensions: 999 }, '256 for meaning'],
    [lexical, { pcaDimensions: 64 }, '128 for spelling'],
  ])('%#', (option, change, words) => {
    expect(vectorWords(option, { ...settings, ...change })).toBe(words);
  });

  it('are not fused with themselves', () => {
    expect(fusionObstacle(lexical)).toContain('already');
    expect(fusionObstacle(model)).toBeNull();
  });
});
