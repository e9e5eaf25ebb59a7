/** A file of a folder that was dropped or chosen: its path inside the folder, with slashes, and its size in bytes. */
export interface ListedFile {
  path: string;
  size: number;
}

/** A model by the look of its files; the engine decides when it reads them. */
export interface FoundModel {
  kind: 'model';
  name: string;
  /** In words: "a sentence-transformers model". */
  layout: string;
  /** Where in the folder it lies: empty, or with a slash at its end. */
  root: string;
  /** What the engine needs of it, by paths below `root`. */
  files: string[];
  /** Of those files together. */
  bytes: number;
}

/** What a folder turned out to be. */
export type FolderKind =
  | FoundModel
  /** Nearly a model: what is missing and what to do. */
  | { kind: 'incomplete'; name: string; message: string; remedy: string }
  | { kind: 'several'; names: string[] }
  | { kind: 'workspace' }
  | { kind: 'data'; files: string[] }
  | { kind: 'unknown' };

const ROOT_MARKS = ['modules.json', 'config.json'];
const TOKENIZERS =
  /^(tokenizer\.json|vocab\.txt|vocab\.json|sentencepiece\.bpe\.model|spiece\.model)$/;
const OTHER_WEIGHTS = /(^|\/)(pytorch_model.*\.bin|tf_model\.h5|.*\.ckpt|.*\.pth?|.*\.gguf)$/;
const NEEDED = /(\.(json|txt|model|safetensors|onnx|onnx_data|md)|(^|\/)licen[cs]e)$/i;
const NOT_NEEDED = /(^|\/)(openvino|\.[^/]+|runs|eval)\//;
const DATA = /\.(json|jsonl|csv|tsv|txt)$/i;

/** Recognises a model by its files' names alone; nothing is read. `name` is the folder's own. */
export function recogniseFolder(name: string, files: readonly ListedFile[]): FolderKind {
  const paths = files.map(({ path }) => path);
  if (paths.includes('workspace.json')) return { kind: 'workspace' };
  const roots = modelRoots(paths);
  if (roots.length > 1) return { kind: 'several', names: roots.map(lastPart) };
  const [root] = roots;
  if (root !== undefined) return describeModel(lastPart(root) || name, root, files);
  const data = paths.filter((path) => DATA.test(path));
  return data.length > 0 ? { kind: 'data', files: data } : { kind: 'unknown' };
}

function describeModel(name: string, root: string, files: readonly ListedFile[]): FolderKind {
  const inside = files.flatMap(({ path, size }) =>
    path.startsWith(root) ? [{ path: path.slice(root.length), size }] : [],
  );
  const has = (pattern: RegExp) => inside.some(({ path }) => pattern.test(path));
  const missing = whatIsMissing(name, has);
  if (missing) return { kind: 'incomplete', name, ...missing };
  const wanted = inside.filter(({ path }) => NEEDED.test(path) && !NOT_NEEDED.test(path));
  const safetensors = has(/(^|\/)model\.safetensors$/);
  // Ready-made graphs of the same weights would be sent for nothing: ours are made from the safetensors.
  const sent = safetensors ? wanted.filter(({ path }) => !/\.onnx(_data)?$/.test(path)) : wanted;
  return {
    kind: 'model',
    name,
    layout: layoutOf(has, safetensors),
    root,
    files: sent.map(({ path }) => path),
    bytes: sent.reduce((sum, { size }) => sum + size, 0),
  };
}

function whatIsMissing(
  name: string,
  has: (pattern: RegExp) => boolean,
): { message: string; remedy: string } | null {
  if (!has(/\.(safetensors|onnx)$/)) {
    return has(OTHER_WEIGHTS)
      ? {
          message: `“${name}” has its weights in a form that can hold programs, so it is not read.`,
          remedy: 'Drop a folder of the same model with model.safetensors in it.',
        }
      : {
          message: `“${name}” has no weights: neither model.safetensors nor a .onnx file.`,
          remedy: 'Download the whole model and drop its folder again.',
        };
  }
  if (has(/(^|\/)tokenizer\.json$/)) return null;
  return {
    message: `“${name}” has no tokenizer.json, so its texts could not be cut into tokens.`,
    remedy: 'Put the tokenizer.json of the same model into the folder and drop it again.',
  };
}

function layoutOf(has: (pattern: RegExp) => boolean, safetensors: boolean): string {
  if (has(/^modules\.json$/)) return 'a sentence-transformers model';
  return safetensors ? 'a transformer with safetensors' : 'an ONNX model';
}

/** Folders, with a slash at their end, that hold a model: the shallowest ones with modules.json, else with config.json. */
function modelRoots(paths: readonly string[]): string[] {
  for (const mark of ROOT_MARKS) {
    const folders = paths
      .filter((path) => path === mark || path.endsWith(`/${mark}`))
      .map((path) => path.slice(0, path.length - mark.length))
      .filter((folder) => looksLikeModel(folder, paths));
    if (folders.length === 0) continue;
    const depth = Math.min(...folders.map(depthOf));
    return folders.filter((folder) => depthOf(folder) === depth);
  }
  return [];
}

/** A config.json alone says little: beside it there is a tokenizer or weights. */
function looksLikeModel(folder: string, paths: readonly string[]): boolean {
  return paths.some((path) => {
    if (!path.startsWith(folder)) return false;
    const rest = path.slice(folder.length);
    return (
      /(^|\/)(model[^/]*\.safetensors|[^/]+\.onnx|modules\.json)$/.test(rest) ||
      OTHER_WEIGHTS.test(rest) ||
      TOKENIZERS.test(rest)
    );
  });
}

function depthOf(folder: string): number {
  return folder.split('/').length;
}

function lastPart(folder: string): string {
  return folder.split('/').filter(Boolean).at(-1) ?? '';
}
