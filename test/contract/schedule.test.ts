import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '#core/engine.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { canonicalJson, feedbackCsv, judgedRows } from './tiny-data.ts';
import {
  type Client,
  emptyWorkspace,
  removeFolders,
  temporaryFolder,
  trainedWorkspace,
} from './workspaces.ts';

const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(removeFolders);

/** Fifty times as fast as time goes. */
const FAST = 50;

/** An engine that stays, for a schedule that is in a hurry. */
async function open(folder: string): Promise<Client> {
  const wiring = nodeWiring();
  const { clock } = wiring;
  const engine = await createEngine(
    { folder, readOnly: false },
    {
      ...wiring,
      clock: { now: clock.now, elapsed: () => clock.elapsed() * FAST },
      timer: (milliseconds, work) => wiring.timer(milliseconds / FAST, work),
      keepsSchedule: true,
      quietContext: silentContext(clock),
      jobRunner: (of) => nodeRunJob(of, wiring),
    },
  );
  engines.push(engine);
  return engine.client;
}

const jobsDone = (client: Client) =>
  client.jobs
    .list()
    .then((jobs) => jobs.filter(({ status }) => status === 'done').map(({ title }) => title));

describe('the schedule', () => {
  it('takes in watched files and trains: in full first, then what has changed', async () => {
    const folder = await emptyWorkspace();
    const inbox = await temporaryFolder();
    const client = await open(folder);
    const [dictionary, feedback] = [join(inbox, 'titles.json'), join(inbox, 'feedback')];
    await mkdir(feedback);
    await client.workspace.update({
      onChange: 'train',
      watch: [
        { path: dictionary, kind: 'canonical', collection: 'canonical' },
        { path: feedback, kind: 'feedback', collection: 'canonical' },
      ],
    });
    await writeFile(join(feedback, 'week-1.csv.part'), feedbackCsv());
    await writeFile(dictionary, canonicalJson());
    await rename(join(feedback, 'week-1.csv.part'), join(feedback, 'week-1.csv'));
    await expect.poll(() => jobsDone(client), { timeout: 50_000 }).toContain('Full train');
    await expect
      .poll(async () => (await client.schedule.state()).words)
      .toContain('nothing has changed');
    const { watched } = await client.schedule.state();
    expect(watched.map(({ state }) => state)).toEqual(['same', 'same']);
    expect((await client.workspace.get()).latest).not.toBeNull();

    await appendFile(join(feedback, 'week-1.csv'), 'wielder,welder,yes\n');
    await writeFile(join(feedback, 'week-2.csv'), 'a,b\n1,2\n');
    await expect
      .poll(() => jobsDone(client), { timeout: 50_000 })
      .toContain('Incremental training');
    const refused = async () =>
      (await client.schedule.state()).watched.filter(({ state }) => state === 'refused');
    await expect
      .poll(refused, { timeout: 50_000 })
      .toMatchObject([
        { path: join(feedback, 'week-2.csv'), reason: expect.stringContaining('no column for') },
      ]);
    expect(await client.versions.list()).toHaveLength(2);
  }, 120_000);

  it('offers, and begins nothing by itself; a process that only reads shows the same', async () => {
    const folder = await trainedWorkspace();
    const path = join(await temporaryFolder(), 'more.csv');
    await writeFile(path, feedbackCsv(judgedRows(60, 3)));
    const client = await open(folder);
    await client.workspace.update({
      watch: [{ path, kind: 'feedback', collection: 'canonical' }],
      dailyAt: '03:30',
    });
    const state = await client.schedule.look();
    expect(state).toMatchObject({ watched: [{ path, state: 'new' }], last: null });
    expect(Date.parse(state.nextTraining ?? '')).toBeGreaterThan(Date.now());
    expect(await client.jobs.list()).toEqual([]);

    const reading = await openNodeEngine({ folder, readOnly: true });
    expect(await reading.client.schedule.state()).toMatchObject({ watched: [{ state: 'new' }] });
    for (const call of ['look', 'take', 'ignore'] as const)
      await expect(reading.client.schedule[call]()).rejects.toMatchObject({ code: 'READ_ONLY' });
    await reading.close();

    expect((await client.schedule.take()).jobs).toHaveLength(1);
    await expect
      .poll(() => jobsDone(client), { timeout: 50_000 })
      .toEqual(['Incremental training', 'Import more.csv']);
    await expect(client.schedule.take()).rejects.toMatchObject({ code: 'BAD_INPUT' });
  }, 120_000);
});
