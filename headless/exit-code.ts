/** What the process says when it ends; documented in the user guide. */
export const EXIT = {
  done: 0,
  failed: 1,
  badInput: 2,
  gateRefused: 3,
  busy: 4,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_ERROR = new Map<string, ExitCode>(
  Object.entries({
    BAD_INPUT: EXIT.badInput,
    NOT_FOUND: EXIT.badInput,
    NO_WORKSPACE: EXIT.badInput,
    NO_VERSION: EXIT.badInput,
    NEWER_WORKSPACE: EXIT.badInput,
    GATE_REFUSED: EXIT.gateRefused,
    BUSY: EXIT.busy,
    CANCELLED: EXIT.cancelled,
  }),
);

/** The exit code for an error code of the contract; 1 for every code that has none of its own. */
export function exitCodeOf(code: string): ExitCode {
  return BY_ERROR.get(code) ?? EXIT.failed;
}
