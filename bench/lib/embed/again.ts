import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeChanged } from '#test/real/embed-workspace.ts';
import { printTable, type Row, whole } from '../section.ts';
import { type BenchEngine, finished, withWorkspace } from '../workspace.ts';
import type { SectionInput } from './section.ts';
import { addMiniLm, type Choice, filesOf, type Trained, train } from './trainings.ts';

const LEAST = 20;

async function importDictionary(engine: BenchEngine, path: string): Promise<void> {
  const { id } = await engine.client.jobs.import({ source: { path }, kind: 'canonical' });
  await finished(engine, id);
}

/** A training, with how many texts it asked the cache for and how many were there. */
async function counted(engine: BenchEngine, choice: Choice) {
  const before = await engine.client.models.cache();
  const trained = await train(engine, choice);
  const after = await engine.client.models.cache();
  return { trained, asked: after.asked - before.asked, found: after.found - before.found };
}

function rowsOf(
  name: string,
  first: Awaited<ReturnType<typeof counted>>,
  second: Awaited<ReturnType<typeof counted>>,
  changed: number,
): Row[] {
  const seconds = ({ embedSeconds }: Trained) => `${embedSeconds.toFixed(2)} s`;
  const ratio = first.trained.embedSeconds / second.trained.embedSeconds;
  const hits = `${((100 * second.found) / second.asked).toFixed(1)} %`;
  const embedded = ({ asked, found }: typeof first) => whole(asked - found);
  const once = [name, 'first', embedded(first), '', seconds(first.trained), '', ''];
  const twice = [embedded(second), hits, seconds(second.trained), ratio.toFixed(1), String(LEAST)];
  return [
    { cells: once, holds: null },
    { cells: [name, `again, ${changed} texts new`, ...twice], holds: ratio >= LEAST },
  ];
}

/** Trains O*NET with MiniLM, changes one entry in a hundred, and trains again: only what is new should cost anything. */
export async function again({ source }: SectionInput): Promise<boolean> {
  const files = filesOf('onet');
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-changed-'));
  try {
    const path = join(folder, 'changed.json');
    const changed = await writeChanged(files.canonical, path);
    const rows: Row[] = [];
    const cases = [
      ['int8', true],
      ['int8', false],
      ['fp32', false],
    ] as const;
    for (const [dtype, withLexical] of cases) {
      const name = withLexical ? `${dtype} + lexical` : dtype;
      await withWorkspace(files, async (engine) => {
        const choice = { embedder: await addMiniLm(engine, source), dtype, withLexical };
        process.stderr.write(`again: ${name}\n`);
        const first = await counted(engine, choice);
        await importDictionary(engine, path);
        rows.push(...rowsOf(name, first, await counted(engine, choice), changed));
      });
    }
    const header = [
      'MiniLM',
      'training',
      'texts embedded',
      'from the cache',
      'embedding stage',
      'ratio',
      'bound',
    ];
    return printTable('O*NET trained again with 1 % of the entries changed, CPU', header, rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
