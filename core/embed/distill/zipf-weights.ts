/**
 * Weights a / (a + p) for tokens in the order of their frequency, where p = (1 / rank) / Σ (1 / rank): Zipf's law in
 * place of counts. [n], in (0, 1).
 * Source: Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017 (the weight), and
 * model2vec (ranks by the order of the vocabulary).
 */
export function zipfWeights(n: number, a: number): Float64Array {
  let sum = 0;
  for (let rank = 1; rank <= n; rank += 1) sum += 1 / rank;
  return Float64Array.from({ length: n }, (_, index) => a / (a + 1 / ((index + 1) * sum)));
}
