/** What a long piece of work gets: where to report, whether to stop, and a chance for others to run. */
export interface JobContext {
  readonly signal: AbortSignal;
  /** `done` of `total` units of the current stage. Cheap: call it as often as is convenient. */
  progress(done: number, total: number, unit: string): void;
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** Await inside long loops: throws CANCELLED when the signal is aborted, and lets other work run when 8 ms have passed since it last did. */
  breathe(): Promise<void>;
}
