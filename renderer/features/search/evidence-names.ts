/** What each piece of evidence is to a person, by the engine's name for it. */
const NAMES: Record<string, { label: string; hint: string }> = {
  semantic: { label: 'Best term', hint: 'Cosine of the vectors of the text and the best term' },
  semanticSupport: { label: 'Other terms', hint: 'How near the next best terms come in meaning' },
  semanticEntry: { label: 'Whole entry', hint: 'Cosine with the mean of all terms of the entry' },
  semanticMargin: { label: 'In meaning', hint: 'Lead over the next entry, or how far behind' },
  semanticRank: { label: 'Place in meaning', hint: '1 for the first, 1/2 for the second …' },
  letters: { label: 'Best term', hint: 'Cosine of the character n-grams of the best term' },
  lettersSupport: { label: 'Other terms', hint: 'How near the next best terms come in letters' },
  lettersMargin: { label: 'In letters', hint: 'Lead over the next entry, or how far behind' },
  lettersRank: { label: 'Place in letters', hint: '1 for the first, 1/2 for the second …' },
  familiarity: { label: 'Known letters', hint: 'Share of the text’s n-grams that any term has' },
  words: { label: 'Best term', hint: 'Cosine of the words of the best term' },
  bm25: { label: 'BM25', hint: 'Words of the text among the terms of the entry, rare ones more' },
  bm25Margin: { label: 'In words', hint: 'Lead over the next entry, or how far behind' },
  coverage: { label: 'Words found', hint: 'Share of the text’s words that the entry’s terms have' },
  termOverlap: { label: 'Shared words', hint: 'Words that text and best term share' },
  termCoverage: { label: 'Of the term', hint: 'Share of the best term’s words that the text has' },
  editSimilarity: { label: 'Few edits', hint: '1 less the share of letters to change' },
  equal: { label: 'Equal', hint: 'The text is one of the terms' },
  acronym: { label: 'Acronym', hint: 'The text is the initials of a term, or the other way round' },
  numbersShared: { label: 'Shared', hint: 'Numbers that text and best term share' },
  numbersDiffer: { label: 'Different', hint: 'Numbers that only one of them has' },
};

/** The name of a piece of evidence and what it measures; one that is not known is shown as it is. */
export function evidenceName(name: string): { label: string; hint: string } {
  return NAMES[name] ?? { label: name, hint: '' };
}
