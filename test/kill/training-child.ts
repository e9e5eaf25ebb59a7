/** The process that training-kill.test.ts kills: trains a workspace, judges meanwhile, and says what is done. */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { openNodeEngine } from '#core/node-engine.ts';

const [, , folder = '', worker = ''] = process.argv;

/** Straight to the pipe: what was said is heard even when the next instruction is never reached. */
function say(word: unknown): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

const { client, close } = await openNodeEngine({ folder, workers: { job: pathToFileURL(worker) } });
const { id } = await client.jobs.train({ mode: 'full-train' });
say({ job: id, pid: process.pid });

async function judge(): Promise<void> {
  for (let n = 0; !ended; n += 1) {
    const decision = {
      query: `${process.pid} while it trains ${n}`,
      key: 'chef',
      verdict: 'no',
    } as const;
    say({ judged: (await client.data.judge(decision)).id });
  }
}

let ended = false;
const judging = judge();
let stage = '';
for await (const state of await client.jobs.watch({ id })) {
  const running = state.stages.find((one) => one.state === 'running')?.stage ?? '';
  if (running !== stage) say({ stage: running });
  stage = running;
  if (state.train) say({ version: state.train.version });
}
ended = true;
await judging;
await close();
say({ closed: true });
