import { describe, expect, it } from 'vitest';
import type { Explanation } from '#core/contract/search.ts';
import { explanationLines } from './explain-report.ts';

const plain = (_style: unknown, text: string) => text;
const explanation: Explanation = {
  version: 'v1',
  hit: {
    ...{ key: 'rn', name: 'Nurse', term: 'Ward nurse', learnt: true },
    ...{ probability: 0.731, band: 'accept', semantic: 0.9, lexical: 0.8 },
    ...{ judged: null, judgmentId: null },
    contributions: [
      { name: 'Letters', value: 0.8, logOdds: -0.5 },
      { name: 'Meaning', value: 0.9, logOdds: 2 },
      { name: 'Prior', value: 1, logOdds: -0.5 },
    ],
  },
  rank: 1,
  evidence: [
    { name: 'semantic', group: 'Meaning', value: 0.9, logOdds: 2 },
    { name: 'acronym', group: 'Acronym', value: 0, logOdds: 0 },
  ],
  runnerUp: { key: 'np', name: 'Nurse Practitioner', probability: 0.4, band: 'review' },
  margin: 1.25,
  others: [
    { version: 'v0', first: null, rank: 1, agrees: true, failure: null },
    {
      version: 'v2',
      first: { key: 'np', name: 'Nurse Practitioner', probability: null, band: null },
      ...{ rank: 3, agrees: false, failure: null },
    },
    { version: 'v3', first: null, rank: null, agrees: false, failure: 'it is damaged' },
  ],
};

describe('explanationLines', () => {
  it('weighs the evidence, largest first, and adds it up', () => {
    expect(explanationLines(explanation, plain)).toEqual([
      'Why Nurse is number 1',
      '  best term: Ward nurse, a learnt term',
      '  evidence  log-odds',
      '  Meaning     +2.000  ████████████████████████',
      '  Letters     −0.500  ░░░░░░',
      '  Prior       −0.500  ░░░░░░',
      '  together    +1.000  probability 0.731',
      '  next: Nurse Practitioner (np), probability 0.400, 1.250 behind in log-odds',
      '  v0 agrees on the first',
      '  v2 puts Nurse Practitioner (np) first and has this one as number 3',
      '  v3 could not be asked: it is damaged',
    ]);
  });

  it('shows what was seen where nothing is weighed', () => {
    const hit = { ...explanation.hit, contributions: [], probability: null, learnt: false };
    const lines = explanationLines(
      { ...explanation, hit, rank: null, runnerUp: null, margin: null, others: [] },
      plain,
    );
    expect(lines).toEqual([
      'Why Nurse is not among the candidates',
      '  best term: Ward nurse, a term of its own',
      '  evidence            value',
      '  Meaning   semantic  0.900',
      '  No other entry was found.',
    ]);
  });

  it('says how far the first is ahead of another', () => {
    const lines = explanationLines({ ...explanation, rank: 2, margin: -0.5 }, plain);
    expect(lines).toContain(
      '  best other: Nurse Practitioner (np), probability 0.400, 0.500 ahead in log-odds',
    );
  });

  it('lets no name redraw the terminal', () => {
    const hit = { ...explanation.hit, name: 'a\u001b[2Jb' };
    expect(explanationLines({ ...explanation, hit }, plain)[0]).toBe('Why a·[2Jb is number 1');
  });
});
