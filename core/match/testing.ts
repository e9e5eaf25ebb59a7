import { embedTexts } from '#core/embed/embedder.ts';
import {
  fitLexical,
  type LexicalModel,
  lexicalEmbedder,
} from '#core/embed/lexical/lexical-embedder.ts';
import type { TermTable } from '#core/index/term-table.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { textAnalysis } from '#core/text/language.ts';
import { buildMatchIndex } from './build-index.ts';
import type { MatchArrays, MatchIndex } from './match-index.ts';

/** Key -> terms: a small dictionary, for tests. */
export const JOB_TITLES: Record<string, string[]> = {
  swe: ['Software Engineer', 'Software Developer', 'Programmer'],
  'swe-2': ['Software Engineer 2', 'Senior Software Engineer'],
  de: ['Data Engineer', 'ETL Developer'],
  ds: ['Data Scientist', 'Machine Learning Engineer'],
  rn: ['Registered Nurse', 'Staff Nurse', 'RN'],
  np: ['Nurse Practitioner'],
  'head-nurse': ['Head Nurse', 'Nurse Manager'],
  chef: ['Head Chef', 'Executive Chef'],
  cook: ['Line Cook', 'Prep Cook'],
  hr: ['Human Resources Manager', 'People Partner'],
  acc: ['Accountant', 'Bookkeeper', 'Comptable général'],
  empty: [],
};

/** A term that was learnt from a query. */
export interface LearntTerm {
  key: string;
  term: string;
  /** The normalised query. */
  from: string;
}

/** Learnt terms, among them the only ones of an entry. */
export const LEARNT: LearntTerm[] = [
  { key: 'swe', term: 'Coder', from: 'coder' },
  { key: 'swe', term: 'Full Stack Developer', from: 'full stack developer' },
  { key: 'rn', term: 'Ward Nurse 7', from: 'ward nurse 7' },
  { key: 'empty', term: 'Nurse Software Engineer', from: 'nurse software engineer' },
  { key: 'empty', term: 'Unlisted Head', from: 'unlisted head' },
];

/** An index in memory with what was fitted for it. */
export interface SmallDictionary {
  index: MatchIndex;
  lexical: LexicalModel;
  table: TermTable;
  arrays: MatchArrays;
}

/**
 * Indexes a dictionary and the terms learnt for it in memory. What is fitted is fitted on the dictionary's own terms, so
 * that indexes of one dictionary agree. The caller closes the index's scan.
 */
export async function smallDictionary(
  entries: Record<string, string[]>,
  learnt: readonly LearntTerm[] = [],
): Promise<SmallDictionary> {
  const keys = Object.keys(entries);
  const own = keys.flatMap((key, entry) =>
    (entries[key] ?? []).map((term) => ({ term, entry, from: null })),
  );
  const added = learnt.map(({ key, term, from }) => ({ term, entry: keys.indexOf(key), from }));
  const rows = [...own, ...added];
  const ownTerms = own.map(({ term }) => term);
  const texts = keys.map((key) => (entries[key] ?? []).join(' '));
  const lexical = await fitLexical(ownTerms, texts, { dimensions: 16, random: seededRandom(1) });
  const { dimensions } = lexical.pca;
  const embedder = lexicalEmbedder(lexical);
  const embed = (texts: readonly string[]) => embedTexts(embedder, texts, 'query');
  const terms = rows.map(({ term }) => term);
  const table = {
    keys,
    names: keys.map((key) => entries[key]?.[0] ?? key),
    terms,
    entryOf: Uint32Array.from(rows, ({ entry }) => entry),
    learntFrom: rows.map(({ from }) => from),
    vectors: await embed(terms),
    dimensions,
  };
  const analysis = textAnalysis({ language: 'none', stopWords: [] });
  const built = await buildMatchIndex({ table, analysis, embed, intraOpThreads: 1 });
  return { ...built, lexical, table };
}

/** The index of `smallDictionary` alone. */
export async function smallIndex(
  entries: Record<string, string[]>,
  learnt: readonly LearntTerm[] = [],
): Promise<MatchIndex> {
  return (await smallDictionary(entries, learnt)).index;
}
