import type { CatalogueModel } from '#core/contract/models.ts';

/**
 * Models of architectures that can be converted. Licences, languages and dimensions are what each model's card declares;
 * `bytes` is about what is downloaded, weights and tokenizer. The cards of paraphrase-multilingual-MiniLM-L12-v2 and
 * sentence-camembert-base could not be read again when this list was made. A model that is added shows what its own
 * files say.
 */
export const catalogue: readonly Omit<CatalogueModel, 'installed'>[] = [
  {
    repo: 'sentence-transformers/all-MiniLM-L6-v2',
    name: 'all-MiniLM-L6-v2',
    languages: 'English',
    licence: 'apache-2.0',
    dimensions: 384,
    parameters: '22.7 million',
    bytes: 91_300_000,
    advice: 'Start here for English: small, fast on a CPU, and good at short texts.',
  },
  {
    repo: 'sentence-transformers/all-mpnet-base-v2',
    name: 'all-mpnet-base-v2',
    languages: 'English',
    licence: 'apache-2.0',
    dimensions: 768,
    parameters: '109 million',
    bytes: 438_400_000,
    advice: 'Better than MiniLM for English where a training may take several times as long.',
  },
  {
    repo: 'sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2',
    name: 'paraphrase-multilingual-MiniLM-L12-v2',
    languages: 'more than 50 languages',
    licence: 'apache-2.0',
    dimensions: 384,
    parameters: '118 million',
    bytes: 479_700_000,
    advice: 'For texts in several languages that shall match each other.',
  },
  {
    repo: 'intfloat/multilingual-e5-small',
    name: 'multilingual-e5-small',
    languages: '94 languages',
    licence: 'mit',
    dimensions: 384,
    parameters: '118 million',
    bytes: 487_700_000,
    advice: 'For search across many languages, longer texts included.',
  },
  {
    repo: 'BAAI/bge-small-en-v1.5',
    name: 'bge-small-en-v1.5',
    languages: 'English',
    licence: 'mit',
    dimensions: 384,
    parameters: '33.4 million',
    bytes: 134_200_000,
    advice: 'A small English model that was made for search; try it beside MiniLM.',
  },
  {
    repo: 'dangvantuan/sentence-camembert-base',
    name: 'sentence-camembert-base',
    languages: 'French',
    licence: 'apache-2.0',
    dimensions: 768,
    parameters: '111 million',
    bytes: 445_000_000,
    advice: 'For texts that are all in French.',
  },
];
