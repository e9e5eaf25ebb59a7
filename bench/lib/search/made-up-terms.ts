import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../data.ts';

const LEVELS = [
  ...[
    '',
    'Senior',
    'Junior',
    'Lead',
    'Assistant',
    'Deputy',
    'Trainee',
    'Chief',
    'Regional',
    'Night',
  ],
  ...['Interim', 'Associate', 'Principal', 'Field', 'Contract', 'Visiting', 'Mobile', 'Remote'],
] as const;
const PLACES = [
  ...[
    '',
    'North',
    'South',
    'Harbour',
    'Rail',
    'Wholesale',
    'Retail',
    'Clinic',
    'Campus',
    'Airport',
  ],
  ...['Export', 'Import', 'Energy', 'Public Sector', 'Start-up', 'Nights', 'Weekends', 'Level 2'],
  ...['Level 3', 'Plant 4', 'Unit 7', 'Block C', 'Zone 12', 'Group B', 'Shift 1', 'Desk 9'],
] as const;
/** Terms of a made-up entry. */
const TERMS_AN_ENTRY = 5;

/** O*NET's dictionary: 1,016 occupations with 29,017 terms. */
export function onetDictionary(): Record<string, string[]> {
  return JSON.parse(readFileSync(join(dataFolder(), 'onet', 'canonical.json'), 'utf8'));
}

/**
 * A dictionary with so many terms: O*NET's own, then its titles with levels and places around them, five to an entry.
 * Words are as frequent as they are in real titles; smaller sizes are cut from O*NET itself.
 */
export function dictionaryOf(terms: number): Record<string, string[]> {
  const entries: Record<string, string[]> = {};
  const own = onetDictionary();
  let left = terms;
  for (const [key, texts] of Object.entries(own)) {
    if (left <= 0) return entries;
    entries[key] = texts.slice(0, left);
    left -= entries[key].length;
  }
  const titles = Object.values(own).flat();
  for (let round = 1; left > 0; round += 1) {
    const level = LEVELS[round % LEVELS.length];
    const place = PLACES[round % PLACES.length];
    for (let at = 0; at < titles.length && left > 0; at += TERMS_AN_ENTRY) {
      const some = titles.slice(at, at + Math.min(left, TERMS_AN_ENTRY));
      entries[`m${round}-${at}`] = some.map((title) => `${level} ${title} ${place}`.trim());
      left -= some.length;
    }
  }
  return entries;
}

/** Texts to look for, none of which is a term: titles that O*NET's dictionary lacks, some with a typo. */
export function queryTexts(count: number): string[] {
  const known = new Set(Object.values(onetDictionary()).flat());
  const lines = readFileSync(join(dataFolder(), 'onet', 'titles.csv'), 'utf8')
    .split('\n')
    .slice(1);
  const titles = lines.map((line) => line.split(',').slice(1, -1).join(',').replaceAll('"', ''));
  const unknown = titles.filter((title) => title !== '' && !known.has(title));
  const step = Math.max(1, Math.floor(unknown.length / count));
  const chosen = unknown.filter((_, i) => i % step === 0).slice(0, count);
  return chosen.map((title, i) => (i % 4 === 0 ? withTypo(title) : title));
}

const withTypo = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + text.slice(middle + 1);
};
