import { readSafetensors, writeSafetensors } from '#core/interop/safetensors.ts';
import type { FitState } from '#core/learn/fit-rounds.ts';
import { matrix } from '#core/learn/multiply.ts';
import type { Files } from '#core/platform/files.ts';

/** Keeps where the fitting of an adapter or of tokens stands, so that a training that was cut off goes on from there. */
export interface AdapterCheckpoint {
  read(): Promise<FitState | null>;
  write(state: FitState): Promise<void>;
}

/** Hashes of everything that the fitting depends on. */
export interface CheckpointName {
  data: string;
  teachers: string;
}

/** A file that cannot be read counts as none; those of other data go when one is written. */
export function adapterCheckpoint(
  files: Files,
  cache: string,
  { data, teachers }: CheckpointName,
): AdapterCheckpoint {
  const folder = files.join(cache, 'adapters');
  const path = files.join(folder, `${data}-${teachers}.safetensors`);
  return {
    async read() {
      if (!(await files.exists(path))) return null;
      try {
        return stateOf(await files.readBytes(path), path);
      } catch {
        return null; // it is only a shortcut
      }
    },
    async write(state) {
      await files.makeFolder(folder);
      for (const name of await files.list(folder)) {
        if (!name.startsWith(data)) await files.remove(files.join(folder, name));
      }
      await files.writeAtomic(path, bytesOf(state));
    },
  };
}

function bytesOf({ round, values, adam, scores, best }: FitState): Uint8Array {
  const shape = [values.rows, values.columns];
  return writeSafetensors({
    values: { shape, data: values.values },
    best: { shape, data: best.values.values },
    mean: { shape, data: adam.mean },
    square: { shape, data: adam.square },
    scores: { shape: [scores.length], data: Float64Array.from(scores) },
    counts: { shape: [3], data: Float64Array.of(round, adam.steps, best.round) },
  });
}

function stateOf(bytes: Uint8Array, path: string): FitState {
  const tensors = readSafetensors(bytes, path);
  const floats = (name: string) => Float32Array.from(tensors.get(name)?.data ?? []);
  const [rows = 0, columns = 0] = tensors.get('values')?.shape ?? [];
  const [round = 0, steps = 0, bestRound = 0] = tensors.get('counts')?.data ?? [];
  if (rows * columns === 0) throw new Error('There is no table of values.');
  const table = (name: string) => matrix(rows, columns, floats(name));
  return {
    round,
    values: table('values'),
    adam: { steps, mean: floats('mean'), square: floats('square') },
    scores: [...(tensors.get('scores')?.data ?? [])],
    best: { round: bestRound, values: table('best') },
  };
}
