import type { Judgment } from '#core/contract/data.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { gatherQueries, type JudgedQuery } from './judged-queries.ts';
import type { ModelAccess } from './model-access.ts';

/** A judgment as an import would bring it, for tests. */
export function judgment(
  query: string,
  key: string,
  verdict: Judgment['verdict'],
  source: Judgment['source'] = 'import',
): Judgment {
  return { id: `${query}/${key}`, query, key, verdict, source, at: '2026-11-20T10:00:00.000Z' };
}

/** The judged queries of a small dictionary, all in the train split and each its own group; for tests. */
export function judgedQueries(
  dictionary: Record<string, string[]>,
  judgments: readonly Judgment[],
): JudgedQuery[] {
  const entries = Object.entries(dictionary).map(([key, terms]) => ({ key, terms }));
  const splitOf = (normalised: string) => ({ split: 'train' as const, group: normalised });
  return gatherQueries({ entries, judgments, splitOf });
}

/** One free-text query judged right for some keys and wrong for others; for tests. */
export function judgedQuery(query: string, yes: string[], no: string[] = []): JudgedQuery {
  const normalised = normaliseText(query);
  return {
    query,
    normalised,
    texts: [query],
    self: null,
    split: 'train',
    group: normalised,
    yes,
    no,
    chosen: new Set(),
    leaked: false,
  };
}

interface FakeModel {
  sha256?: string;
  slow?: boolean;
  /** Thrown when it shall embed. */
  fails?: Error;
}

/** A model of four dimensions that makes its vectors up and counts what it is asked for; for tests. */
export function fakeModels({ sha256 = 'weights', slow = true, fails }: FakeModel = {}) {
  const seen = { opened: 0, closed: 0, texts: [] as string[] };
  const embedder = (): Embedder => ({
    dimensions: 4,
    async *batches(texts) {
      if (fails) throw fails;
      seen.texts.push(...texts);
      const vectors = Float32Array.from(texts.flatMap(madeUpVector));
      yield { positions: Uint32Array.from(texts, (_, row) => row), vectors };
    },
    close: async () => {
      seen.closed += 1;
    },
  });
  const models: ModelAccess = {
    async forTraining() {
      seen.opened += 1;
      const use = { id: 'tiny', name: 'Tiny', sha256, dtype: 'fp32' as const };
      const prefixes = { query: '', term: '' };
      const where = 'on the CPU with fp32';
      return { use, prefixes, embedder: embedder(), where, slow };
    },
    forAnswering: async () => embedder(),
  };
  return Object.assign(seen, models);
}

/** Of length 1, the same for the same text. */
function madeUpVector(text: string): number[] {
  const values = [1, 2, 3, 4].map((n) =>
    [...text].reduce((sum, letter, i) => sum + Math.sin(n * (letter.codePointAt(0) ?? 0) + i), 0.1),
  );
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
