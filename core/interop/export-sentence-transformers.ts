import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import { linearOfAdapter, linearOfPca, writeDense } from './dense-module.ts';
import type { ExportedEmbedder, TransformerMeaning } from './exported-embedder.ts';
import { PLUMBLINE_EMBEDDER } from './plumbline-embedder-py.ts';
import { writePlumblineModule } from './plumbline-module.ts';
import { type Module, moduleOf, writeMeaning } from './sentence-transformers-meaning.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The folder of the module that compares spelling. */
const OWN_MODULE = '0_Plumbline';
const MEANING = 'meaning';

/**
 * Writes a folder, which is made, that sentence-transformers from 3.2 on loads and that gives the vectors of the version.
 * Where the version compares spelling too, its one module is Python code in the folder. Returns what whoever loads it
 * should know. Throws BAD_INPUT where there are only ONNX weights.
 */
export async function writeSentenceTransformers(
  files: Files,
  folder: string,
  embedder: ExportedEmbedder,
): Promise<string[]> {
  const { meaning, lexical } = embedder;
  if (meaning?.kind === 'transformer') requireWeights(meaning);
  await files.makeFolder(folder);
  if (lexical) await writeOwn(files, folder, { ...embedder, lexical });
  else await writeStandard(files, folder, embedder);
  await files.writeAtomic(files.join(folder, 'README.md'), readme(embedder));
  return notesOf(embedder);
}

/** Modules that sentence-transformers knows: the meaning, then linear maps. */
async function writeStandard(
  files: Files,
  folder: string,
  { meaning, pca, adapter }: Pick<ExportedEmbedder, 'meaning' | 'pca' | 'adapter'>,
): Promise<void> {
  if (!meaning) throw new Error('there is neither meaning nor spelling to export');
  const modules: Module[] = await writeMeaning(files, folder, meaning);
  const add = async (name: string, map: Parameters<typeof writeDense>[2]) => {
    await writeDense(files, files.join(folder, name), map);
    modules.push(moduleOf('Dense', name), moduleOf('Normalize', `${name}_normalize`));
  };
  if (pca) await add('pca', linearOfPca(pca));
  if (adapter) await add('adapter', linearOfAdapter(adapter));
  await writeModules(files, folder, modules);
  await writeConfig(files, folder, meaning.prefixes);
}

/** One module of our own; a transformer lies in a folder inside it, as a model of sentence-transformers by itself. */
async function writeOwn(
  files: Files,
  folder: string,
  embedder: Parameters<typeof writePlumblineModule>[2],
): Promise<void> {
  const own = files.join(folder, OWN_MODULE);
  await writePlumblineModule(files, own, embedder);
  const { meaning, pca } = embedder;
  if (meaning?.kind === 'transformer') {
    const inside = files.join(own, MEANING);
    await files.makeFolder(inside);
    const without = { ...meaning, prefixes: { query: '', term: '' } };
    await writeStandard(files, inside, { meaning: without, pca, adapter: null });
  }
  await files.writeAtomic(files.join(folder, 'plumbline_embedder.py'), PLUMBLINE_EMBEDDER);
  const type = 'plumbline_embedder.PlumblineEmbedder';
  await writeModules(files, folder, [{ type, path: OWN_MODULE }]);
  await writeConfig(files, folder, { query: '', term: '' });
}

async function writeModules(files: Files, folder: string, modules: Module[]): Promise<void> {
  const listed = modules.map((module, idx) => ({ idx, name: String(idx), ...module }));
  await files.writeAtomic(files.join(folder, 'modules.json'), json(listed));
}

async function writeConfig(
  files: Files,
  folder: string,
  { query, term }: TransformerMeaning['prefixes'],
): Promise<void> {
  const prefixed = query !== '' || term !== '';
  const config = {
    __version__: { sentence_transformers: '3.2.0' },
    prompts: prefixed ? { query, document: term } : {},
    default_prompt_name: prefixed ? 'query' : null,
    similarity_fn_name: 'cosine',
  };
  const path = files.join(folder, 'config_sentence_transformers.json');
  await files.writeAtomic(path, json(config));
}

function requireWeights({ name, files }: TransformerMeaning): void {
  if (files.length > 0) return;
  throw new PlumblineError(
    'BAD_INPUT',
    `${name} is only there as ONNX files, which sentence-transformers cannot be given in this form.`,
    { remedy: 'Add the model with its model.safetensors and train again, or export vectors.' },
  );
}

function notesOf({ meaning, pca, lexical }: ExportedEmbedder): string[] {
  const notes: string[] = [];
  if (lexical) {
    notes.push(
      'Load it with trust_remote_code=True: no standard module compares spelling, so the folder holds one in Python (plumbline_embedder.py).',
    );
  }
  if (meaning?.kind === 'static' && pca && !lexical) {
    notes.push(
      'A text without a known word is a vector of zeros in Plumbline; behind the projection of this folder it is not.',
    );
  }
  if (meaning?.kind !== 'transformer') return notes;
  if (meaning.dtype !== 'fp32') {
    notes.push(
      `The version embeds with ${meaning.dtype} weights, this folder with those that they were made from: its vectors differ slightly.`,
    );
  }
  const { query, term } = meaning.prefixes;
  if (lexical && query !== term) {
    notes.push(`Texts are embedded as queries, with "${query}" before them.`);
  }
  return notes;
}

function readme({ name, dimensions, lexical }: ExportedEmbedder): string {
  const trust = lexical ? ', trust_remote_code=True' : '';
  return `---
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---

# ${name}

A model that Plumbline trained, ${dimensions} dimensions, compared by cosine.

\`\`\`python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("path/to/this/folder"${trust})
vectors = model.encode(["staff nurse"])
\`\`\`
`;
}
