/** Text -> vector by a version, as plain data that other programs can be given. At least one of meaning and lexical is there. */
export interface ExportedEmbedder {
  /** What people call it: "builtin + lexical". */
  name: string;
  /** Of the vectors. */
  dimensions: number;
  meaning: StaticMeaning | TransformerMeaning | null;
  /** Reduces the meaning's vectors: x -> (x − mean) · components, brought to length 1. */
  pca: ExportedPca | null;
  /** Stands beside the meaning, with the same weight, or alone. */
  lexical: ExportedLexical | null;
  /** Behind all of them: x -> x · map, brought to length 1. */
  adapter: { dimensions: number; map: Float32Array } | null;
}

/** A vector for each token, averaged and brought to length 1. */
export interface StaticMeaning {
  kind: 'static';
  tokens: number;
  dimensions: number;
  /** [tokens × dimensions], row-major, those that were tuned among them; zeros for silent tokens. */
  rows: Float32Array;
  /** Ids that add nothing: the unknown token and the special ones. */
  silent: readonly number[];
  /** Parsed `tokenizer.json`. */
  tokenizerJson: object;
  /** Known tokens of a text beyond this many are left out. */
  maxTokens: number;
  prefixes: Prefixes;
}

/** A transformer in a folder of its own, brought to length 1. */
export interface TransformerMeaning {
  kind: 'transformer';
  name: string;
  folder: string;
  /** Paths inside the folder, with `/`, that sentence-transformers needs; empty where only ONNX files were kept. */
  files: readonly string[];
  /** How the version ran it: other weights than fp32 give slightly other vectors. */
  dtype: string;
  dimensions: number;
  /** Special tokens included. */
  maxTokens: number;
  prefixes: Prefixes;
}

/** Put before texts by their role. */
interface Prefixes {
  query: string;
  term: string;
}

export interface ExportedPca {
  /** Dimensions before. */
  features: number;
  /** Dimensions after. */
  dimensions: number;
  /** [features × dimensions], row-major. */
  components: Float32Array;
  /** [features] */
  mean: Float64Array;
}

/** TF-IDF of words and of letters side by side, projected: x -> x · components − meanProjection, brought to length 1. */
export interface ExportedLexical {
  words: ExportedTfidf;
  letters: ExportedTfidf;
  pca: {
    dimensions: number;
    /** [features of words and letters × dimensions], row-major. */
    components: Float32Array;
    /** [dimensions] */
    meanProjection: Float32Array;
  };
}

interface ExportedTfidf {
  /** As scikit-learn names them; what plumbline_embedder.py reads. */
  options: object;
  features: readonly string[];
  /** [features] */
  idf: Float64Array;
}
