import { z } from 'zod';
import { type Counts, countFirstHit, noCounts } from './counts.ts';

/** The content of a version's predictions/first-hits.json. */
const FirstHits = z.object({
  schema: z.literal(1),
  /** Of each test query: probability, similarity, 1 for out of vocabulary. */
  firstHits: z.array(z.tuple([z.number().nullable(), z.number(), z.number()])),
});

/** What a version answered to its own test queries, as a recorder would have counted it; null for what cannot be read. */
export function parseReference(text: string): Counts | null {
  const stored = parse(text);
  if (stored === null) return null;
  const counts = noCounts();
  for (const [probability, similarity, unknown] of stored.firstHits) {
    const first = { probability, band: null, similarity, outOfVocabulary: unknown === 1 };
    countFirstHit(counts, first, true);
  }
  return counts;
}

function parse(text: string): z.infer<typeof FirstHits> | null {
  try {
    return FirstHits.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // the report says what is missing
  }
}
