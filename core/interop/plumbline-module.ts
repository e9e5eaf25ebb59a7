import type { Files } from '#core/platform/files.ts';
import type { ExportedEmbedder, ExportedLexical } from './exported-embedder.ts';
import { type StreamedTensor, safetensorsStream, wholeTensor } from './safetensors-stream.ts';

type WithLexical = ExportedEmbedder & { lexical: ExportedLexical };

/** Writes the files that `plumbline_embedder.py` reads into `folder`, which is made. */
export async function writePlumblineModule(
  files: Files,
  folder: string,
  embedder: WithLexical,
): Promise<void> {
  await files.makeFolder(folder);
  const { meaning } = embedder;
  const about = files.join(folder, 'plumbline.json');
  await files.writeAtomic(about, `${JSON.stringify(aboutOf(embedder))}\n`);
  const path = files.join(folder, 'plumbline.safetensors');
  await files.writeStream(path, safetensorsStream(tensorsOf(embedder)));
  if (meaning?.kind !== 'static') return;
  const tokenizer = JSON.stringify(meaning.tokenizerJson);
  await files.writeAtomic(files.join(folder, 'tokenizer.json'), tokenizer);
}

function aboutOf({ dimensions, meaning, lexical }: WithLexical) {
  const { words, letters } = lexical;
  const spelling = ({ options, features }: typeof words) => ({ options, features });
  return {
    schema: 1,
    dimensions,
    meaning: meaning?.kind === 'transformer' ? 'sentence-transformers' : (meaning?.kind ?? null),
    prefix: meaning?.prefixes.query ?? '',
    silent: meaning?.kind === 'static' ? meaning.silent : [],
    maxTokens: meaning?.maxTokens ?? 0,
    words: spelling(words),
    letters: spelling(letters),
  };
}

/** Doubles before floats, so that every array is aligned. A transformer's projection lies with it. */
function tensorsOf({ meaning, pca, lexical, adapter }: WithLexical) {
  const { words, letters } = lexical;
  const own = meaning?.kind === 'static' ? meaning : null;
  const projection = own && pca;
  const tensors: Record<string, StreamedTensor> = {
    'words.idf': wholeTensor([words.idf.length], words.idf),
    'letters.idf': wholeTensor([letters.idf.length], letters.idf),
    ...(projection && { 'pca.mean': wholeTensor([projection.features], projection.mean) }),
    'lexical.components': wholeTensor(
      [words.features.length + letters.features.length, lexical.pca.dimensions],
      lexical.pca.components,
    ),
    'lexical.mean': wholeTensor([lexical.pca.dimensions], lexical.pca.meanProjection),
    ...(own && { embeddings: wholeTensor([own.tokens, own.dimensions], own.rows) }),
    ...(projection && {
      'pca.components': wholeTensor(
        [projection.features, projection.dimensions],
        projection.components,
      ),
    }),
    ...(adapter && { adapter: wholeTensor([adapter.dimensions, adapter.dimensions], adapter.map) }),
  };
  return tensors;
}
