/** Time, injected so that tests and runs are repeatable. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never go backwards. */
  elapsed(): number;
}
