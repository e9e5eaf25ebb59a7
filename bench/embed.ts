import { convertMiniLm, miniLmFolder } from '#test/real/embed-model.ts';
import { again } from './lib/embed/again.ts';
import { builtin, builtinChild, CHILD } from './lib/embed/builtin.ts';
import { graphSpeed } from './lib/embed/graph-speed.ts';
import { pipelineShare } from './lib/embed/pipeline-share.ts';
import { quality } from './lib/embed/quality.ts';
import type { SectionInput } from './lib/embed/section.ts';
import { sts } from './lib/embed/sts.ts';
import { versusTransformers } from './lib/embed/versus-transformers.ts';
import { webgpu } from './lib/embed/webgpu.ts';
import { machine } from './lib/table.ts';

/**
 * Embedding: speed beside what else could run the same model, the builtin model, the cache, and what each embedder does
 * for the results on each data set. Arguments name the sections to run; none means all.
 */
const SECTIONS: Readonly<Record<string, (input: SectionInput) => Promise<boolean>>> = {
  transformers: versusTransformers,
  graph: graphSpeed,
  pipeline: pipelineShare,
  webgpu,
  builtin,
  again,
  sts,
  onet: (input) => quality('onet', input),
  'esco-fr': (input) => quality('esco-fr', input),
  'amazon-google': (input) => quality('amazon-google', input),
  'abt-buy': (input) => quality('abt-buy', input),
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0) {
    throw new Error(
      `There is no section ${unknown.join(', ')}. Choose of: ${Object.keys(SECTIONS).join(', ')}.`,
    );
  }
  const source = miniLmFolder();
  if (source === null) {
    throw new Error(
      'NOT RUN: all-MiniLM-L6-v2 is missing. Run node scripts/real-model.mjs, or set PLUMBLINE_MINILM.',
    );
  }
  console.log(`\n${machine()}`);
  const model = await convertMiniLm(source);
  try {
    const chosen = names.length > 0 ? names : Object.keys(SECTIONS);
    for (const name of chosen) {
      if (!(await SECTIONS[name]?.({ model, source }))) process.exitCode = 1;
    }
  } finally {
    await model.remove();
  }
}

const [first, ...rest] = process.argv.slice(2);
await (first === CHILD ? builtinChild(Number(rest[0])) : main(process.argv.slice(2)));
