/** The process that match-kill.test.ts kills: matches a table, or goes on with it, and says how many rows are there. */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { openNodeEngine } from '#core/node-engine.ts';

const [, , folder = '', worker = '', matcher = '', path = ''] = process.argv;

/** Straight to the pipe: what was said is heard even when the next instruction is never reached. */
function say(word: unknown): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

const workers = { job: pathToFileURL(worker), match: pathToFileURL(matcher) };
const { client, close } = await openNodeEngine({ folder, workers });
const request = { source: { path }, column: 'text', k: 2, oneToOne: true };
const { id } = await client.jobs.match(request);
say({ job: id });
for await (const state of await client.jobs.watch({ id })) {
  const [table] = await client.match.tables();
  if (table) say({ table: table.id, rows: table.done });
  if (state.status === 'done') say({ matched: table?.id });
}
await close();
say({ closed: true });
