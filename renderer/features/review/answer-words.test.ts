import { describe, expect, it } from 'vitest';
import { fieldsShown, modelWords, roundWords, termsShown, trainHint } from './answer-words.ts';
import type { GivenVerdict } from './review-session.ts';

const given = (verdict: GivenVerdict, probability: number | null) => ({
  verdict,
  model: { probability, band: null },
});

describe('modelWords', () => {
  it.each<[GivenVerdict, number | null, string]>([
    ['yes', 0.93, 'the model agrees: 0.93'],
    ['no', 0.93, 'the model sees it otherwise: 0.93'],
    ['no', 0.07, 'the model agrees: 0.07'],
    ['yes', 0.001, 'the model sees it otherwise: <0.01'],
    ['yes', 0.55, 'the model was undecided: 0.55'],
    ['skip', 0.93, 'the model says 0.93'],
    ['yes', null, 'the model gives no probability'],
  ])('to %s at %s says: %s', (verdict, probability, words) => {
    expect(modelWords(given(verdict, probability))).toBe(words);
  });
});

describe('roundWords', () => {
  it('counts the answers and on how many the model leant the same way', () => {
    const answers = [given('yes', 0.9), given('no', 0.6), given('no', 0.1), given('skip', 0.9)];
    expect(roundWords(answers)).toBe(
      '1 yes, 2 no, 1 cannot say. The model leant the same way in 2 of 3.',
    );
  });

  it('says nothing of a model that gives no probability', () => {
    expect(roundWords([given('yes', null)])).toBe('1 yes, 0 no.');
  });
});

describe('trainHint', () => {
  it('waits for twenty judgments; skipped pairs teach nothing', () => {
    const nineteen = Array.from({ length: 19 }, () => given('yes', 0.9));
    expect(trainHint([...nineteen, given('skip', 0.9)])).toBeNull();
    expect(trainHint([...nineteen, given('no', 0.9)])).toBe(
      '20 judgments of this session count from the next training on.',
    );
  });
});

describe('what is shown of an entry', () => {
  it('lists other terms than the name, and counts the rest', () => {
    const entry = { name: 'Nurse', terms: ['Nurse', 'RN', 'Staff Nurse'], termCount: 41 };
    expect(termsShown(entry)).toEqual({ listed: 'RN, Staff Nurse', more: 38 });
    expect(termsShown({ name: 'Nurse', terms: ['Nurse'], termCount: 1 })).toEqual({
      listed: '',
      more: 0,
    });
  });

  it('lists no more terms than two lines hold', () => {
    const terms = Array.from({ length: 12 }, (_, index) => `Installer of sheet metal ${index}`);
    const { listed, more } = termsShown({ name: 'Installer', terms, termCount: 40 });
    expect(listed.length).toBeLessThanOrEqual(110);
    expect(listed.split(', ').length + more).toBe(40);
  });

  it('shows a few short fields', () => {
    const fields = { group: 29, note: 'x'.repeat(100), tags: ['a'], empty: '', licensed: true };
    expect(fieldsShown(fields)).toEqual(['group: 29', 'licensed: true']);
    expect(fieldsShown(undefined)).toEqual([]);
  });
});
