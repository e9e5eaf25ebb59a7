import type { ConvertedMiniLm } from '#test/real/embed-model.ts';

/** What a section of the benchmark works with. */
export interface SectionInput {
  model: ConvertedMiniLm;
  /** The published sentence-transformers folder. */
  source: string;
}
