import { describe, expect, it } from 'vitest';
import { formatSample, type Probe, parseSample, probeTexts, sampleProblem } from './sample.ts';

const probe: Probe = {
  text: 'nurse',
  vector: [0.6, 0.8, 0],
  neighbours: [{ row: 3, key: 'rn', cosine: 0.912_345_678_9 }],
  results: [
    { key: 'rn', probability: 0.93, semantic: 0.9, lexical: 0.4 },
    { key: 'lpn', probability: 0.4, semantic: 0.7, lexical: 0.1 },
  ],
};
const [first, second] = probe.results as [Probe['results'][0], Probe['results'][0]];

describe('the sample of a bundle', () => {
  it('is read back to seven digits', () => {
    const [read] = parseSample(formatSample(3, [probe]), 'x.zip');
    expect(read).toEqual({
      ...probe,
      neighbours: [{ row: 3, key: 'rn', cosine: 0.912_345_7 }],
    });
  });

  it.each(['', '{}', '{"schema":2,"dimensions":3,"probes":[]}', '[1'])('refuses %j', (text) => {
    expect(() => parseSample(text, 'x.zip')).toThrow(
      expect.objectContaining({ code: 'DAMAGED', message: expect.stringContaining('sample/') }),
    );
  });

  it('takes texts from all over the dictionary, and others, each once', () => {
    const at = (row: number) => `term ${Math.floor(row / 2)}`;
    const texts = probeTexts({ count: 1000, at });
    expect(texts.slice(0, 15).map((text) => Number(text.slice(5)))).toEqual(
      Array.from({ length: 15 }, (_, i) => Math.floor(Math.floor((i * 1000) / 15) / 2)),
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(probeTexts(null)).toEqual(texts.slice(15));
    expect(probeTexts({ count: 0, at })).toEqual(probeTexts(null));
  });

  const close = { ...first, probability: 0.930_005 };
  it.each<[string, Probe | undefined, string | null]>([
    ['the same', probe, null],
    ['scores that differ less than 1e-5', { ...probe, results: [close, second] }, null],
    [
      'scores that differ more',
      { ...probe, results: [{ ...first, lexical: 0.41 }, second] },
      'off',
    ],
    ['another vector', { ...probe, vector: [0.8, 0.6, 0] }, 'cosine'],
    ['a vector of another length', { ...probe, vector: [0.6, 0.8] }, 'cosine'],
    ['a vector of NaN', { ...probe, vector: [Number.NaN, 0, 0] }, 'cosine'],
    ['another first result', { ...probe, results: [second, first] }, 'first instead of rn'],
    ['one result less', { ...probe, results: [first] }, '1 results instead of 2'],
    ['no answer', undefined, 'nothing'],
    [
      'further down another that is as good',
      { ...probe, results: [first, { ...second, key: 'cna' }] },
      null,
    ],
    [
      'other numbers as far as the vector explains',
      {
        ...probe,
        vector: [0.6001, 0.7999, 0],
        results: [{ ...first, probability: 0.9301 }, second],
      },
      null,
    ],
  ])('compares with %s', (_, found, problem) => {
    const said = sampleProblem([probe], found ? [found] : []);
    if (problem === null) expect(said).toBeNull();
    else expect(said).toContain(problem);
  });

  it('lets two vectors of zeros be the same', () => {
    const zeros = { ...probe, vector: [0, 0, 0] };
    expect(sampleProblem([zeros], [zeros])).toBeNull();
    expect(sampleProblem([zeros], [probe])).toContain('cosine');
  });
});
