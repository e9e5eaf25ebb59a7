/** The process that versions-kill.test.ts kills: makes, promotes, exports, imports and deletes versions, and says what is done. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openNodeEngine } from '#core/node-engine.ts';

const [, , folder = '', worker = '', foreign = '', out = ''] = process.argv;

/** Straight to the pipe: what was said is heard even when the next instruction is never reached. */
function say(word: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

const { client, close } = await openNodeEngine({ folder, workers: { job: pathToFileURL(worker) } });

async function done(started: Promise<{ id: string }>) {
  const { id } = await started;
  let last: Awaited<ReturnType<typeof client.jobs.list>>[number] | undefined;
  for await (const state of await client.jobs.watch({ id })) last = state;
  if (last?.status !== 'done') throw new Error(`${last?.title}: ${last?.error?.message}`);
  await client.jobs.dismiss({ id });
  return last;
}

async function remove(version: string): Promise<void> {
  say({ removing: version });
  await client.versions.remove({ version });
  say({ removed: version });
}

say({ began: 'true' });
const { train } = await done(client.jobs.train({ mode: 'build-index', embedder: 'lexical' }));
const version = train?.version ?? '';
say({ made: version });

say({ promoting: version });
await client.versions.promote({ version, overrideReason: 'the test wants it' });
say({ promoted: version });

const path = join(out, `${version}.plumbline.zip`);
const { exported } = await done(client.jobs.exportBundle({ version, out: path }));
say({ exported: path, sha256: exported?.sha256 });

const { bundle } = await done(client.jobs.importBundle({ source: { path: foreign } }));
say({ made: bundle?.version });
await remove(bundle?.version ?? '');

// What neither is latest nor led to it, down to the version that the test began with.
for (const one of await client.versions.list()) if (one.kept === null) await remove(one.version);
await close();
say({ closed: 'true' });
