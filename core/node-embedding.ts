import { basename } from 'node:path';
import { PlumblineError } from '#core/contract/errors.ts';
import type { DeviceChoice, DtypeChoice } from '#core/contract/models.ts';
import type { TextRole } from '#core/embed/embedder.ts';
import type { ModelReader } from '#core/embed/models/model-store.ts';
import { type EmbedStats, embedStream } from '#core/embed/pipeline/embed-pipeline.ts';
import { openTextColumn, type TextColumn } from '#core/ingest/table-stream.ts';
import { counted, formatCount } from '#core/ingest/words.ts';
import { jsonlVectors } from '#core/interop/jsonl-vectors.ts';
import { parquetVectors } from '#core/interop/parquet-vectors.ts';
import type { VectorRows } from '#core/interop/vector-rows.ts';
import type { Files } from '#core/platform/files.ts';
import { baseSpace } from '#core/train/embed-dictionary.ts';
import type { ModelUse, OpenedModel } from '#core/train/model-access.ts';
import { knownDevices } from './handlers/device-book.ts';
import { trainingAccess } from './handlers/model-access.ts';
import { type FoundModel, type WantedModel, withModel } from './node-embedding-models.ts';
import { refuseOverwriting, withResult } from './node-embedding-output.ts';
import { type StagedWork, stagedWork, type Watch } from './node-embedding-stages.ts';
import { type NodeWiring, nodeWiring } from './node-wiring.ts';

export interface EmbedTableRequest {
  /** Absolute paths. */
  input: string;
  output: string;
  column: string;
  idColumn?: string | undefined;
  model: WantedModel;
  device: DeviceChoice;
  dtype: DtypeChoice;
  role: TextRole;
}

export interface EmbedTableResult {
  out: string;
  rows: number;
  /** Rows without a text. */
  empty: number;
  dimensions: number;
  model: ModelUse;
  /** "on the CPU with int8" */
  where: string;
  /** Without repetitions that stand near each other; from the cache; embedded now. */
  distinct: number;
  cached: number;
  computed: number;
  seconds: number;
}

/** How vectors are written, by the ending of the file's name. */
const WRITERS = { '.parquet': parquetVectors, '.jsonl': jsonlVectors };
type Ending = keyof typeof WRITERS;

/**
 * Embeds a column of a table of any length and writes `{id, vector}` in the order of its rows; the file appears when it is
 * whole. Throws BAD_INPUT, NOT_FOUND, DAMAGED, DISK_FULL, READ_ONLY, CANCELLED.
 */
export async function embedTable(
  request: EmbedTableRequest,
  watch: Watch,
  wiring: NodeWiring = nodeWiring(),
): Promise<EmbedTableResult> {
  const { input, output } = request;
  const { files } = wiring;
  const work = stagedWork(wiring.clock, watch);
  const writeAs = WRITERS[endingOf(output)];
  await refuseOverwriting(files, output, input);
  return withResult(files, output, async ({ write }) => {
    const table = await readTable(request, files, work);
    return withModel(request.model, { wiring, work }, (found) =>
      withOpened(found, request, wiring, work, async (opened) => {
        const stats = newStats();
        const rows = vectorRows(table, { found, opened, request, wiring, work, stats });
        const pieces = writeAs(rows, opened.embedder.dimensions);
        await work.stage(
          'embed',
          () => write(pieces),
          () => described(stats),
        );
        return resultOf(output, table, opened, stats);
      }),
    );
  });
}

function readTable(
  { input, column, idColumn }: EmbedTableRequest,
  files: Files,
  { stage, context }: StagedWork,
): Promise<TextColumn> {
  const source = { name: basename(input), path: input, files };
  return stage(
    'read',
    () => openTextColumn(source, { column, idColumn }, context),
    ({ rows, format, encoding }) => `${counted(rows, 'row')}, ${format}, ${encoding}`,
  );
}

function resultOf(
  out: string,
  { rows, empty }: TextColumn,
  { embedder, use: model, where }: OpenedModel,
  { texts: _, ...counts }: EmbedStats,
): EmbedTableResult {
  return { out, rows, empty, dimensions: embedder.dimensions, model, where, ...counts };
}

function endingOf(path: string): Ending {
  const ending = Object.keys(WRITERS).find((one) => path.toLowerCase().endsWith(one));
  if (ending !== undefined) return ending as Ending;
  throw new PlumblineError('BAD_INPUT', `${basename(path)} tells no format of vectors.`, {
    remedy: 'Call it something.parquet or something.jsonl.',
  });
}

/** Opens a model where it runs best, works with it, and closes it. */
async function withOpened<Result>(
  { record, folder, layout }: FoundModel,
  { device, dtype }: Pick<EmbedTableRequest, 'device' | 'dtype'>,
  { files, clock, intraOpThreads, devices }: NodeWiring,
  { stage, context }: StagedWork,
  work: (opened: OpenedModel) => Promise<Result>,
): Promise<Result> {
  const store = onlyModel({ record, folder });
  const book = { files, layout, clock, intraOpThreads, devices };
  // No version is made that would need the model again.
  const keep = async () => {};
  const access = trainingAccess({ files, store, intraOpThreads, keep }, (model, job) =>
    knownDevices(model, book, job),
  );
  const opened = await stage(
    'model',
    () => access.forTraining({ embedder: record.id, device, dtype }, context),
    ({ use, where }) => `${use.name}, ${where}`,
  );
  try {
    return await work(opened);
  } finally {
    await opened.embedder.close();
  }
}

function onlyModel(model: Pick<FoundModel, 'record' | 'folder'>): ModelReader {
  const stored = { ...model, id: model.record.id, builtin: false, damage: null };
  return {
    list: async () => [stored],
    read: async () => stored,
    whole: async () => model,
  };
}

interface Pipeline {
  found: FoundModel;
  opened: OpenedModel;
  request: EmbedTableRequest;
  wiring: NodeWiring;
  work: StagedWork;
  /** Filled while rows are taken. */
  stats: EmbedStats;
}

function newStats(): EmbedStats {
  return { texts: 0, distinct: 0, cached: 0, computed: 0, seconds: 0 };
}

/** Nothing is gained by looking at more texts at once where none is padded. */
const FAST_WINDOW = 2048;

async function* vectorRows(table: TextColumn, pipeline: Pipeline): AsyncGenerator<VectorRows> {
  const { found, opened, request, wiring, work, stats } = pipeline;
  const { embedder, prefixes, slow, use } = opened;
  const waiting: string[] = [];
  const windows = embedStream(textsOf(table, waiting), {
    ...{ embedder, prefixes, context: work.context, total: table.rows },
    space: baseSpace(use, wiring.sha256),
    cache: slow ? found.cache : null,
    role: request.role,
    ...(slow ? {} : { window: FAST_WINDOW }),
    elapsed: wiring.clock.elapsed,
  });
  for await (const { vectors, stats: soFar } of windows) {
    Object.assign(stats, soFar);
    yield { ids: waiting.splice(0, vectors.length / embedder.dimensions), vectors };
  }
}

/** The texts; their ids wait for the vectors. */
async function* textsOf(table: TextColumn, waiting: string[]): AsyncGenerator<string[]> {
  for await (const rows of table.batches()) {
    for (const { id } of rows) waiting.push(id);
    yield rows.map(({ text }) => text);
  }
}

function described({ texts, cached, seconds }: EmbedStats): string {
  const rate = seconds > 0 ? [`${formatCount(Math.round(texts / seconds))} texts/s`] : [];
  const known = cached > 0 ? [`${formatCount(cached)} from the cache`] : [];
  return [counted(texts, 'text'), ...rate, ...known].join(', ');
}
