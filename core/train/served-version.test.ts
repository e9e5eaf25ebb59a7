import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseThresholds } from '#core/calibrate/thresholds.ts';
import { EVIDENCE } from '#core/match/evidence.ts';
import type { MatchModel } from '#core/match/match-model.ts';
import { JOB_TITLES, LEARNT, smallDictionary } from '#core/match/testing.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { newManifest } from '#core/versions/testing.ts';
import { readLexical, writeLexical } from './embedder-files.ts';
import { matchTexts, matchTogether } from './match-texts.ts';
import { openVersion, type ServedVersion } from './served-version.ts';
import { readArrays, writeIndex } from './stored-index.ts';
import {
  indexFolder,
  type MatchModelFile,
  readVersionParts,
  writeMeasured,
  writeVersionParts,
} from './version-files.ts';

const files = nodeFiles();
const noModels = {
  forAnswering: () => Promise.reject(new Error('A lexical version asks for no model.')),
};

const model: MatchModel = {
  evidence: EVIDENCE,
  mean: EVIDENCE.map(() => 0.1),
  scale: EVIDENCE.map(() => 0.5),
  weights: EVIDENCE.map((name) => (name === 'letters' || name === 'equal' ? 2 : 0.1)),
  intercept: -3,
  trainedOn: { pairs: 40, positives: 20, queries: 20, nearMisses: 9 },
};
const trained: MatchModelFile = {
  model,
  calibration: { kind: 'platt', slope: 0.8, intercept: -0.5 },
  rrfK: 60,
  candidates: 100,
  analysis: { language: 'none', stopWords: [] },
};
const thresholds = {
  ...chooseThresholds([], [], { targetPrecision: 0.95, maxLoss: 0.02 }),
  accept: 0.9,
  reject: 0.1,
};

let folder = '';
const opened: ServedVersion[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-version-'));
});
afterEach(async () => {
  for (const version of opened.splice(0)) await version.close();
  await rm(folder, { recursive: true, force: true });
});

/** Writes a version of the small dictionary as a training does. */
async function write(match: MatchModelFile) {
  const { index, lexical, table, arrays } = await smallDictionary(JOB_TITLES, LEARNT);
  const entries = Object.entries(JOB_TITLES).map(([key, terms]) => ({ key, terms }));
  const parts = {
    embedder: { model: null, tokens: null, pca: null, lexical, adapter: null },
    match,
  };
  const budget = { memoryBudgetBytes: Infinity };
  await writeIndex(files, indexFolder(files, folder), { table, arrays, entries }, budget);
  await writeVersionParts(files, folder, parts);
  await writeMeasured(files, folder, { scores: null, thresholds, calibratePairs: [], run: '' });
  await index.scan.close();
  return { parts, arrays };
}

async function open() {
  const { lexical } = (await readVersionParts(files, folder)).embedder;
  const space = { ...newManifest.space, dimensions: lexical?.pca.dimensions ?? 0 };
  const manifest = { ...newManifest, space, schema: 1 as const, version: 'v20261120-1', files: {} };
  const version = await openVersion(files, folder, manifest, {
    intraOpThreads: 1,
    models: noModels,
  });
  opened.push(version);
  return version;
}

async function firstOf(version: ServedVersion, text: string, k = 5) {
  for await (const matches of matchTexts(version, [text], { k })) return matches;
  return [];
}

describe('a version in its folder', () => {
  it('comes back as it was written', async () => {
    const { parts, arrays } = await write(trained);
    expect(await readVersionParts(files, folder)).toEqual(parts);
    const version = await open();
    expect(await readArrays(files, version.folder)).toEqual(arrays);
    expect(version.thresholds).toEqual(thresholds);
  });

  it.each([
    ['emoji, half an emoji and rare ideographs', [['🦄🚀'], ['\ud83d'], ['𠮷野']]],
    ['one entry, of which nothing can be learnt', [['Nurse']]],
    ['no term at all', [[]]],
  ])('keeps the embedder of %s', async (_, terms) => {
    const entries = Object.fromEntries(terms.map((own, i) => [`k${i}`, own]));
    const { index, lexical } = await smallDictionary(entries);
    await index.scan.close();
    await writeLexical(files, folder, lexical);
    expect(await readLexical(files, folder)).toEqual(lexical);
  });

  const edits: [string, string, (text: string) => string][] = [
    ['other evidence', 'match-model.json', (text) => text.replace('"semantic"', '"meaning"')],
    [
      'evidence of an earlier program',
      'match-model.json',
      (text) => text.replace('"evidenceRevision": 2', '"evidenceRevision": 1'),
    ],
    ['fewer features', 'model/lexical.json', (text) => text.replace('"accountant",', '')],
  ];
  it.each(edits)('is refused with %s', async (_, name, edit) => {
    await write(trained);
    const path = join(folder, name);
    const before = await readFile(path, 'utf8');
    expect(edit(before)).not.toBe(before);
    await writeFile(path, edit(before));
    await expect(readVersionParts(files, folder)).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it.each(['model/lexical.safetensors', 'index/match.safetensors'])(
    'is refused with half of %s',
    async (name) => {
      await write(trained);
      const bytes = await readFile(join(folder, name));
      await writeFile(join(folder, name), bytes.subarray(0, bytes.length / 2));
      await expect(open()).rejects.toMatchObject({ code: 'DAMAGED' });
    },
  );
});

describe('matchTexts', () => {
  it('answers with probability, band, term and both scores', async () => {
    await write(trained);
    const version = await open();
    const [best, ...others] = await firstOf(version, 'Nurse Practitioner');
    expect(best).toMatchObject({
      key: 'np',
      name: 'Nurse Practitioner',
      term: 'Nurse Practitioner',
      learnt: false,
      band: 'accept',
    });
    expect(best?.semantic).toBeCloseTo(1, 5);
    expect(best?.lexical).toBeCloseTo(1, 5);
    expect(others).toHaveLength(4);
    const probabilities = [best, ...others].map((match) => match?.probability ?? Number.NaN);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(probabilities.every((each) => each > 0 && each < 1)).toBe(true);
  });

  it('explains a probability by what adds up to its log-odds', async () => {
    await write(trained);
    for (const { probability, contributions } of await firstOf(await open(), 'head nurse')) {
      const sum = contributions.reduce((total, { logOdds }) => total + logOdds, 0);
      expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(probability ?? Number.NaN, 9);
    }
  });

  it('says when a learnt term matched', async () => {
    await write(trained);
    expect((await firstOf(await open(), 'coder'))[0]).toMatchObject({
      key: 'swe',
      term: 'Coder',
      learnt: true,
    });
  });

  it('shows no probability before there is a match model', async () => {
    await write({ ...trained, model: null, calibration: null });
    const [best] = await firstOf(await open(), 'Nurse Practitioner');
    expect(best).toMatchObject({ key: 'np', probability: null, band: null, contributions: [] });
  });

  it.each(['', '看護師', '🦄', 'x'.repeat(100_000)])('has finite answers for %#', async (text) => {
    await write(trained);
    for (const match of await firstOf(await open(), text)) {
      expect(Number.isFinite(match.probability)).toBe(true);
    }
  });
});

it('matchTogether takes several texts for one, without their own entry', async () => {
  await write(trained);
  const version = await open();
  const self = version.index.entryNumber('swe') ?? -1;
  const matches = await matchTogether(version, JOB_TITLES.swe ?? [], self, { k: 3 });
  expect(matches.map(({ key }) => key)).not.toContain('swe');
  expect(matches[0]?.key).toBe('swe-2');
});
