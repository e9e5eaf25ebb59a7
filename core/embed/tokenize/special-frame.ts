import { badTokenizer, isPart } from './tokenizer-json.ts';

/** The special tokens that a model wants around a text. */
export interface SpecialFrame {
  before: readonly number[];
  after: readonly number[];
}

const NONE: SpecialFrame = { before: [], after: [] };

/** Reads the frame of a single text from a `post_processor`. Throws BAD_INPUT for one that is not known. */
export function specialFrame(
  processor: unknown,
  idOf: (token: string) => number | undefined,
): SpecialFrame {
  if (processor === null || processor === undefined) return NONE;
  if (!isPart(processor)) throw badTokenizer('its post-processor is no object');
  switch (processor.type) {
    case 'ByteLevel':
      return NONE;
    case 'BertProcessing':
    case 'RobertaProcessing':
      return { before: [pairId(processor.cls)], after: [pairId(processor.sep)] };
    case 'TemplateProcessing':
      return ofTemplate(processor.single, processor.special_tokens, idOf);
    case 'Sequence':
      return listOf(processor.processors)
        .map((inner) => specialFrame(inner, idOf))
        .reduce(around, NONE);
    default:
      throw badTokenizer(`the post-processor "${String(processor.type)}" is not known`);
  }
}

function around(inner: SpecialFrame, outer: SpecialFrame): SpecialFrame {
  return { before: [...outer.before, ...inner.before], after: [...inner.after, ...outer.after] };
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw badTokenizer('its post-processor lacks a list');
  return value;
}

/** The id of `["[CLS]", 101]`. */
function pairId(pair: unknown): number {
  const id: unknown = Array.isArray(pair) ? pair[1] : undefined;
  if (typeof id !== 'number') throw badTokenizer('its post-processor names no special token');
  return id;
}

function ofTemplate(
  single: unknown,
  specialTokens: unknown,
  idOf: (token: string) => number | undefined,
): SpecialFrame {
  const before: number[] = [];
  const after: number[] = [];
  let side = before;
  for (const item of listOf(single)) {
    if (!isPart(item)) throw badTokenizer('the template of its post-processor is malformed');
    if (isPart(item.Sequence)) side = after;
    if (isPart(item.SpecialToken)) {
      side.push(...templateIds(String(item.SpecialToken.id), specialTokens, idOf));
    }
  }
  return { before, after };
}

function templateIds(
  name: string,
  specialTokens: unknown,
  idOf: (token: string) => number | undefined,
): number[] {
  const token = isPart(specialTokens) ? specialTokens[name] : undefined;
  if (isPart(token) && Array.isArray(token.ids)) return token.ids.map(Number);
  const id = idOf(name);
  if (id === undefined) throw badTokenizer(`the special token "${name}" is not in its vocabulary`);
  return [id];
}
