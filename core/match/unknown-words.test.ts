import { expect, it } from 'vitest';
import { JOB_TITLES, smallDictionary } from './testing.ts';
import { isOutOfVocabulary } from './unknown-words.ts';

it.each([
  [['Registered NURSE'], false],
  [['nurse nurse zzqx'], true],
  [['registered nurse zzqx'], false],
  [['zzqx'], true],
  [['comptable general'], false],
  [['zzqx', 'nurse', 'software'], false],
  [['?!'], true],
  [[], true],
])('%j is out of vocabulary: %s', async (texts, expected) => {
  const { index } = await smallDictionary(JOB_TITLES);
  expect(isOutOfVocabulary(index, texts)).toBe(expected);
  await index.scan.close();
});
