import { PlumblineError } from '#core/contract/errors.ts';

/** A token that is found in the text before the model sees it. */
export interface AddedToken {
  id: number;
  content: string;
  /** Only where no word character touches it. */
  singleWord: boolean;
  /** Swallows the white space before it, or after it. */
  stripLeft: boolean;
  stripRight: boolean;
  /** Looked for in the normalised text, otherwise in the text as it is. */
  normalised: boolean;
  special: boolean;
}

type Part = Readonly<Record<string, unknown>>;

/** A `tokenizer.json`, checked as far as this program reads it. */
export interface TokenizerJson {
  model: Part;
  normalizer: Part | null;
  preTokenizer: Part | null;
  postProcessor: Part | null;
  padding: Part | null;
  addedTokens: AddedToken[];
  /** The whole file, as it was parsed. */
  source: Part;
}

/** Ids above this are no vocabulary but damage. */
const MOST_TOKENS = 4_000_000;
const REMEDY =
  'Choose a folder whose tokenizer.json was saved by the tokenizers library, as the model’s authors publish it.';

/** What is wrong with a tokenizer, as an error for people. */
export function badTokenizer(what: string, cause?: unknown): PlumblineError {
  return new PlumblineError(
    'BAD_INPUT',
    `This tokenizer cannot be used: ${what}.`,
    { file: 'tokenizer.json', remedy: REMEDY },
    cause === undefined ? {} : { cause },
  );
}

/** Whether a value is an object with named members. */
export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks a parsed `tokenizer.json`. Throws BAD_INPUT where it is none. */
export function readTokenizerJson(json: unknown): TokenizerJson {
  if (!isPart(json)) throw badTokenizer('tokenizer.json holds no object');
  const { model } = json;
  if (!isPart(model)) throw badTokenizer('tokenizer.json has no "model"');
  const part = (name: string): Part | null => {
    const value = json[name] ?? null;
    if (value !== null && !isPart(value)) throw badTokenizer(`"${name}" is no object`);
    return value;
  };
  return {
    model,
    normalizer: part('normalizer'),
    preTokenizer: part('pre_tokenizer'),
    postProcessor: part('post_processor'),
    padding: part('padding'),
    addedTokens: addedTokens(json.added_tokens ?? []),
    source: json,
  };
}

function addedTokens(list: unknown): AddedToken[] {
  if (!Array.isArray(list)) throw badTokenizer('"added_tokens" is no list');
  return list.map((item: unknown) => {
    if (!isPart(item) || typeof item.content !== 'string') {
      throw badTokenizer('an added token has no content');
    }
    const special = item.special === true;
    return {
      id: checkedId(item.id, item.content),
      content: item.content,
      singleWord: item.single_word === true,
      stripLeft: item.lstrip === true,
      stripRight: item.rstrip === true,
      normalised: typeof item.normalized === 'boolean' ? item.normalized : !special,
      special,
    };
  });
}

function checkedId(id: unknown, token: string): number {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < MOST_TOKENS) return id;
  throw badTokenizer(`the token "${token}" has no valid id`);
}

/** Token -> id of a `vocab` that is an object. Throws BAD_INPUT where it is none. */
export function vocabularyOf(vocab: unknown): Map<string, number> {
  if (!isPart(vocab)) throw badTokenizer('its vocabulary is no object');
  const ids = new Map<string, number>();
  for (const token in vocab) ids.set(token, checkedId(vocab[token], token));
  if (ids.size === 0) throw badTokenizer('its vocabulary is empty');
  return ids;
}
