import { PlumblineError } from '#core/contract/errors.ts';
import type { Tokenizer } from '#core/embed/tokenize/tokenizer.ts';
import type { Runner } from './runner.ts';
import { padBatch } from './token-batch.ts';

export interface ModelCheck {
  tokenizer: Tokenizer;
  dimensions: number;
  /** Length of the longest text that is tried, special tokens included. */
  longest: number;
}

/**
 * Runs a model once, on a text with the tokenizer's highest token id and as long as asked for, so that a model that
 * cannot work is found before the work begins. WebGPU reads beyond the weights without a word: only the CPU tells.
 *
 * @throws PlumblineError DAMAGED (numbers not finite, tokenizer of another model), BAD_INPUT (other dimensions).
 */
export async function checkModel(
  runner: Runner,
  model: string,
  { tokenizer, dimensions, longest }: ModelCheck,
): Promise<void> {
  const text = tokenizer.encode('a', longest);
  const highest = tokenizer.tokens.findLastIndex((token) => token !== '');
  const long = new Int32Array(Math.max(longest, text.length)).fill(Math.max(highest, 0));
  long.set(text);
  const vectors = await runner.run(padBatch([text, long], tokenizer.padId));
  if (vectors.length === 2 * dimensions) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `${model} gives vectors of ${vectors.length / 2} dimensions; its description says ${dimensions}.`,
    { remedy: 'Add the model again from its source.' },
  );
}
