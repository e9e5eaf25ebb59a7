/** Calls `work` once after so many milliseconds; what it gives back calls that off. Does not keep the process alive. */
export type Timer = (milliseconds: number, work: () => void) => () => void;
