import { PlumblineError } from '#core/contract/errors.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { type Adapter, adapted } from '#core/embed/fusion/adapted.ts';
import { concatenated } from '#core/embed/fusion/concatenated.ts';
import type { DensePca } from '#core/embed/fusion/dense-pca.ts';
import { reduced } from '#core/embed/fusion/reduced.ts';
import { type LexicalModel, lexicalEmbedder } from '#core/embed/lexical/lexical-embedder.ts';
import { isStatic } from '#core/embed/static/static-embedder.ts';
import type { TunedTokens } from '#core/embed/static/tuned-tokens.ts';
import type { ModelUse } from './model-access.ts';

/** What a version keeps of its embedder. At least one of model and lexical is there. */
export interface StoredEmbedder {
  model: ModelUse | null;
  /** Learnt from judgments; stand for the model's own vectors of these tokens. The model's files stay as they are. */
  tokens: TunedTokens | null;
  /** Reduces the model's vectors. */
  pca: DensePca | null;
  /** Stands beside the model, or alone. */
  lexical: LexicalModel | null;
  /** Learnt from judgments; stands behind all of them. */
  adapter: Adapter | null;
}

/** Meaning and spelling count the same; on occupations other shares changed MRR@10 by less than its noise. */
const EQUAL_WEIGHT = 1;

/** Puts the parts together. `base` is the open model, null where there is none. */
export function assembleEmbedder(
  stored: Omit<StoredEmbedder, 'model'>,
  base: Embedder | null,
): Embedder {
  const frozen = assembleFrozen(stored, base);
  return stored.adapter ? adapted(frozen, stored.adapter) : frozen;
}

function assembleFrozen(
  { tokens, pca, lexical }: Pick<StoredEmbedder, 'tokens' | 'pca' | 'lexical'>,
  untuned: Embedder | null,
): Embedder {
  const base = tokens ? tunedWith(tokens, untuned) : untuned;
  const model = base && pca ? reduced(base, pca) : base;
  const spelling = lexical && lexicalEmbedder(lexical);
  if (model && spelling) {
    return concatenated([
      { embedder: model, weight: EQUAL_WEIGHT },
      { embedder: spelling, weight: EQUAL_WEIGHT },
    ]);
  }
  const only = model ?? spelling;
  if (only) return only;
  throw new PlumblineError('DAMAGED', 'This version has no embedder.', {
    remedy: 'Train a new version.',
  });
}

function tunedWith(tokens: TunedTokens, base: Embedder | null): Embedder {
  if (base && isStatic(base)) return base.tunedWith(tokens);
  const message = 'This version has tuned tokens, but its model is not a static one.';
  throw new PlumblineError('DAMAGED', message, { remedy: 'Train a new version.' });
}
