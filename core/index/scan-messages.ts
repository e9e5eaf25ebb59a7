/** The vectors to scan: those of a LanceDB table that `writeTerms` wrote below `folder`. */
export interface ScanRequest {
  folder: string;
  rows: number;
  dimensions: number;
  intraOpThreads: number;
}

/** To the thread that scans; each message is answered once, in order. */
export type ToScan =
  | { type: 'open'; request: ScanRequest }
  /** [q × dimensions] */
  | { type: 'scan'; queries: Float32Array }
  | { type: 'close' };

/** From the thread that scans. */
export type FromScan =
  | { type: 'done' }
  /** [q × rows], row-major. */
  | { type: 'scores'; scores: Float32Array };
