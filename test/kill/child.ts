/** The process that kill.test.ts kills: works in a workspace and says so after each step that is done. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createJobManager } from '#core/jobs/job-manager.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { latestWriter } from '#core/versions/latest.ts';
import { newManifest } from '#core/versions/testing.ts';
import { versionWriter } from '#core/versions/version-store.ts';
import {
  openForReading,
  openForWriting,
  type WorkspaceWriter,
} from '#core/workspace/open-workspace.ts';
import { loadSnapshot } from '#core/workspace/snapshot.ts';
import { dyingFiles } from './dying-files.ts';
import { fileHeader, ROWS, rowsOf } from './script.ts';

const [, , role = '', folder = '', dieAt] = process.argv;
const { files, arm } = dyingFiles(nodeFiles(), dieAt ? Number(dieAt) : Number.POSITIVE_INFINITY);
const clock = nodeClock();
const around = { files, clock };
const context = silentContext(clock);

/** Straight to the pipe: what was said is heard even when the next instruction is never reached. */
function say(word: unknown): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

async function decide({ ledger }: WorkspaceWriter): Promise<never> {
  for (let n = 0; ; n += 1) {
    const decision = { query: `query ${n} é`, key: 'k', verdict: 'yes', source: 'search' } as const;
    const { id } = await ledger.judge(decision);
    say({ judged: id });
    if (n % 3 === 2) {
      await ledger.undo(id);
      say({ undone: id });
    }
  }
}

async function importFiles(workspace: WorkspaceWriter): Promise<never> {
  for (let n = 0; ; n += 1) {
    const header = fileHeader(n);
    const record =
      n % 3 === 1
        ? await workspace.importCollection(
            { ...header, skipped: 0 },
            [{ key: `k${n}`, terms: ['t'] }],
            context,
          )
        : await workspace.ledger.importRows({ ...header, rows: ROWS }, rowsOf(n), context);
    say({ imported: record.id });
  }
}

async function makeVersions({ layout }: WorkspaceWriter): Promise<never> {
  const versions = versionWriter(files, layout.versions, clock);
  const latest = latestWriter(files, layout, { versions, clock });
  for (;;) {
    const draft = await versions.begin();
    await files.makeFolder(join(draft.folder, 'index'));
    for (let n = 0; n < 5; n += 1) {
      await files.writeAtomic(join(draft.folder, 'index', `${n}.bin`), 'x'.repeat(10_000 * n));
    }
    const { version } = await versions.commit(draft, newManifest);
    say({ version });
    await latest.promote(version, { overrideReason: 'a test' });
    say({ latest: version });
  }
}

async function runJobs({ layout }: WorkspaceWriter): Promise<never> {
  const manager = createJobManager({
    ...{ files, folder: layout.jobs, clock },
    runJob: async (_, __, emit) => {
      for (const stage of ['load', 'embed', 'index'])
        emit({ type: 'stage', stage, state: 'running' });
      return {};
    },
  });
  for (let n = 0; ; n += 1) {
    const id = await manager.enqueue({ kind: 'train', title: `Job ${n}`, request: { n } });
    say({ queued: id });
    await manager.idle();
    say({ done: id });
  }
}

/** Takes the lock and keeps it; a child that does not get it says so and ends. */
async function hold(): Promise<void> {
  say({ held: true });
  await new Promise((resolve) => setTimeout(resolve, 600_000));
}

/** What a user without the right to write meets. */
async function readOnly(): Promise<void> {
  process.setgid?.(65534);
  process.setuid?.(65534);
  const { judgments } = await loadSnapshot(await openForReading(folder, files));
  say({ judgments: judgments.length });
  await openForWriting(folder, around);
}

const roles: Record<string, (workspace: WorkspaceWriter) => Promise<void>> = {
  decide,
  importFiles,
  makeVersions,
  runJobs,
  hold,
};

try {
  const work = roles[role];
  if (work) {
    const workspace = await openForWriting(folder, around);
    arm();
    await work(workspace);
  } else {
    await readOnly();
  }
} catch (error) {
  say({ error: { ...(error as object), message: String(error) } });
}
