import { filePieces } from '#core/bundle/file-pieces.ts';
import { modelCard } from '#core/bundle/model-card.ts';
import { SAMPLE_FILE } from '#core/bundle/sample.ts';
import {
  bundledManifest,
  keptFiles,
  PER_QUERY,
  withoutQueries,
} from '#core/bundle/version-content.ts';
import { type BundleContent, type BundlePart, once } from '#core/bundle/write-bundle.ts';
import type { BundleOptions } from '#core/contract/bundle.ts';
import { Metrics } from '#core/contract/metrics.ts';
import type { Manifest } from '#core/contract/versions.ts';
import { faissIndex } from '#core/interop/faiss.ts';
import { faissMeta } from '#core/interop/faiss-meta.ts';
import { parquetVectors } from '#core/interop/parquet-vectors.ts';
import type { VectorRows } from '#core/interop/vector-rows.ts';
import type { FileReader } from '#core/platform/files.ts';
import { type BaseModel, modelParts } from './bundle-model.ts';

/** What a bundle is made from. */
export interface BundleFacts {
  files: FileReader;
  /** Of the version. */
  folder: string;
  manifest: Manifest;
  options: BundleOptions;
  appVersion: string;
  base: BaseModel | null;
  /** The embedder in a form for Python; none where it is left out. */
  modelFolder: readonly BundlePart[];
  /** The text of the sample. */
  sample: string;
  /** The key of each row's entry. */
  keys: { count: number; at(row: number): string };
  /** The vectors of all rows in their order, as often as they are wanted. */
  vectors(): AsyncIterable<Float32Array>;
}

/** Everything that goes into a bundle but bundle.json. Large parts are made piece by piece whenever they are read. */
export async function bundleContent(facts: BundleFacts): Promise<BundleContent> {
  const { files, manifest, options, base, appVersion } = facts;
  const createdBy = `Plumbline ${appVersion}`;
  const about = { createdBy, options, manifest: bundledManifest(manifest, options) };
  const parts = [
    ...versionParts(facts),
    ...(options.texts ? [] : await numberedQueries(facts)),
    ...(options.vectors ? vectorParts(facts) : []),
    ...(options.weights && base ? modelParts(files, base) : []),
    ...facts.modelFolder,
    text(SAMPLE_FILE, facts.sample),
  ];
  const names = new Set(parts.map(({ name }) => name));
  const card = modelCard({
    ...{ manifest: about.manifest, metrics: await metricsOf(facts), options, createdBy },
    base: base?.record ?? null,
    has: (name) => names.has(name),
  });
  return { about, parts: [...parts, text('model-card.md', card)] };
}

function versionParts({ files, folder, manifest, options }: BundleFacts): BundlePart[] {
  return keptFiles(manifest, options).map((name) => {
    const expected = manifest.files[name];
    const pieces = () => filePieces(files, files.join(folder, ...name.split('/')));
    return { name, pieces, ...(expected && { expected }) };
  });
}

const text = (name: string, content: string): BundlePart => {
  const bytes = new TextEncoder().encode(content);
  return { name, pieces: () => once(bytes) };
};

async function numberedQueries({ files, folder, manifest }: BundleFacts): Promise<BundlePart[]> {
  if (!(PER_QUERY in manifest.files)) return [];
  const scores = await files.readText(files.join(folder, ...PER_QUERY.split('/')));
  return [text(PER_QUERY, withoutQueries(scores))];
}

/** The vectors in the formats that other programs read. */
function vectorParts({ manifest, vectors, keys }: BundleFacts): BundlePart[] {
  const { dimensions } = manifest.space;
  const shape = { metric: 'inner-product' as const, dimensions, rows: keys.count };
  return [
    { name: 'index.faiss', pieces: () => faissIndex(shape, vectors(), null) },
    { name: 'meta.json', pieces: () => encoded(faissMeta(keysOf(keys))) },
    {
      name: 'vectors.parquet',
      pieces: () => parquetVectors(withIds(keys, vectors(), dimensions), dimensions),
    },
  ];
}

const KEYS_PER_PIECE = 8192;

const someKeys = ({ at }: BundleFacts['keys'], first: number, length: number): string[] =>
  Array.from({ length }, (_, i) => at(first + i));

async function* keysOf(keys: BundleFacts['keys']): AsyncGenerator<string[]> {
  for (let first = 0; first < keys.count; first += KEYS_PER_PIECE) {
    yield someKeys(keys, first, Math.min(KEYS_PER_PIECE, keys.count - first));
  }
}

async function* withIds(
  keys: BundleFacts['keys'],
  pieces: AsyncIterable<Float32Array>,
  dimensions: number,
): AsyncGenerator<VectorRows> {
  let first = 0;
  for await (const vectors of pieces) {
    const ids = someKeys(keys, first, vectors.length / dimensions);
    yield { ids, vectors };
    first += ids.length;
  }
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

/** What was measured when the version was made; null where nothing was. */
async function metricsOf({ files, folder }: BundleFacts): Promise<Metrics | null> {
  const path = files.join(folder, 'metrics.json');
  if (!(await files.exists(path))) return null;
  return Metrics.nullable().parse(JSON.parse(await files.readText(path)));
}
