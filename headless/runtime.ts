import type { ContractRouterClient } from '@orpc/contract';
import type { AnyRouter } from '@orpc/server';
import type { Contract } from '#core/contract/contract.ts';
import type { distillToFolder } from '#core/node-distilling.ts';
import type { embedTable } from '#core/node-embedding.ts';

/** The engine's procedures, called in this process. */
export type EngineClient = ContractRouterClient<Contract>;

/** An open workspace; `close` releases it and may be called once. */
export interface EngineHandle {
  router: AnyRouter;
  client: EngineClient;
  close(): Promise<void>;
}

/** A text stream to the outside: stdout or stderr. */
export interface Output {
  write(text: string): void;
  isTty: boolean;
  /** Columns now; a window can be resized. */
  columns(): number;
  color: boolean;
}

/** Everything that a command may touch outside itself; tests pass their own. */
export interface Runtime {
  stdout: Output;
  stderr: Output;
  /** Paths in arguments are relative to it. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** All of the standard input; null where that is a terminal. */
  readInput(): Promise<string | null>;
  /** Milliseconds that never go backwards. */
  now(): number;
  version: string;
  /** Where the built interface lies, served by `serve`. */
  rendererFolder: string;
  /** Opened by `serve` when no workspace is named. */
  sampleWorkspace: string;
  openEngine(options: {
    folder: string;
    readOnly: boolean;
    keepsSchedule?: boolean;
  }): Promise<EngineHandle>;
  createWorkspace(options: { folder: string; name: string }): Promise<void>;
  /** What works with models without a workspace; loaded when it is needed. */
  loadEmbedding(): Promise<EmbeddingTools>;
}

export interface EmbeddingTools {
  embedTable: typeof embedTable;
  distillToFolder: typeof distillToFolder;
}

/** Writes lines, each with its end. */
export function writeLines(output: Output, lines: readonly string[]): void {
  if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
}
