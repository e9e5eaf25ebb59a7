/** Every way in which a request can fail that the user can do something about. Anything else is INTERNAL. */
export const ERROR_CODES = [
  'BAD_INPUT',
  'NOT_FOUND',
  'NO_WORKSPACE',
  'NO_VERSION',
  'BUSY',
  'READ_ONLY',
  'NEWER_WORKSPACE',
  'DAMAGED',
  'GATE_REFUSED',
  'DISK_FULL',
  'CANCELLED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status of each expected error. */
export const ERROR_STATUS: Readonly<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  NOT_FOUND: 404,
  NO_WORKSPACE: 409,
  NO_VERSION: 409,
  BUSY: 409,
  READ_ONLY: 403,
  NEWER_WORKSPACE: 409,
  DAMAGED: 500,
  GATE_REFUSED: 409,
  DISK_FULL: 507,
  CANCELLED: 499,
};

/** Where a fault lies and what to do about it. `line` counts from 1, in the file as the user sees it. */
export interface ErrorDetail {
  file?: string | undefined;
  line?: number | undefined;
  /** What the user can do next, one sentence. */
  remedy?: string | undefined;
  /** Further places with the same fault, when there are several. */
  places?: { line: number; text: string }[] | undefined;
}

/** An expected failure: a code, a message that says what happened, and where and what next in `detail`. */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlumblineError';
    this.code = code;
    this.detail = detail;
  }
}

/** One line for a terminal or a log: `feedback.csv, line 3: … Remedy.` */
export function describeError(error: PlumblineError): string {
  const { file, line, remedy } = error.detail;
  const place = [file, line === undefined ? undefined : `line ${line}`].filter(Boolean).join(', ');
  return [place ? `${place}: ${error.message}` : error.message, remedy].filter(Boolean).join(' ');
}
