import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type FakeState, fakeEngine, fakeState } from '#test/transport/fake-router.ts';
import { runCli } from './program.ts';
import type { Output, Runtime } from './runtime.ts';

/** What one test's command lines did, on a fake engine and in a folder of their own. */
export interface CliHarness {
  folder: string;
  state: FakeState;
  opened: { folder: string; readOnly: boolean }[];
  created: unknown[];
  closed: number;
  interrupt: AbortController;
}

/** A harness that is made anew before each test of the calling file. */
export function cliHarness(): CliHarness {
  const harness = {} as CliHarness;
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-cli-'));
    const interrupt = new AbortController();
    Object.assign(harness, {
      folder,
      interrupt,
      state: fakeState(),
      opened: [],
      created: [],
      closed: 0,
    });
  });
  afterEach(() => rm(harness.folder, { recursive: true }));
  return harness;
}

/** Runs a command line; returns its exit code and what it wrote. */
export async function runInHarness(
  harness: CliHarness,
  args: readonly string[],
  patch: Partial<Runtime> = {},
) {
  const written = { stdout: '', stderr: '' };
  const code = await runCli(args, {
    stdout: pipe((text) => {
      written.stdout += text;
    }),
    stderr: pipe((text) => {
      written.stderr += text;
    }),
    cwd: harness.folder,
    env: {},
    signal: harness.interrupt.signal,
    readInput: async () => null,
    now: () => performance.now(),
    version: '1.2.3',
    rendererFolder: harness.folder,
    sampleWorkspace: '/sample',
    openEngine: async (options) => {
      harness.opened.push(options);
      return fakeEngine(harness.state, () => {
        harness.closed += 1;
      });
    },
    createWorkspace: async (options) => {
      harness.created.push(options);
    },
    loadEmbedding: () => Promise.reject(new Error('this test embeds nothing')),
    ...patch,
  });
  return { code, ...written };
}

/** A stream that is no terminal. */
export function pipe(write: (text: string) => void): Output {
  return { write, isTty: false, columns: () => 80, color: false };
}

/** What a procedure of the fake engine was first called with. */
export function inputOf(harness: CliHarness, procedure: string): unknown {
  return harness.state.calls.find((call) => call.procedure === procedure)?.input;
}
