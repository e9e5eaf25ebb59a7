import type { ReviewItem, ReviewOverview, ReviewQueue } from '#core/contract/index.ts';

/** A pair to judge; its key is the name in lower case. */
export function item(query: string, name: string, change: Partial<ReviewItem> = {}): ReviewItem {
  return {
    query,
    entry: entryNamed(name),
    reason: 'uncertain',
    why: 'Chosen because the model is unsure',
    split: 'train',
    model: { probability: 0.8, band: 'review', semantic: 0.7, letters: 0.4 },
    ...change,
  };
}

export function entryNamed(name: string): ReviewItem['entry'] {
  return { key: name.toLowerCase(), name, terms: [name], termCount: 1 };
}

export function queueOf(...items: ReviewItem[]): ReviewQueue {
  return { version: 'v1', items, pool: 100, note: null };
}

export function overviewWith(change: Partial<ReviewOverview> = {}): ReviewOverview {
  return {
    version: 'v1',
    reviewers: [],
    agreement: [],
    conflicts: [],
    suspects: [],
    audit: {
      judged: 0,
      acceptPrecision: null,
      accepted: 0,
      targetPrecision: 0.95,
      holds: 'too few to say',
    },
    stopping: { stop: false, recentAgreement: null, moreNeeded: null, words: 'Go on.' },
    ...change,
  };
}
