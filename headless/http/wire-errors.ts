import { ORPCError } from '@orpc/server';
import { ERROR_STATUS, PlumblineError } from '#core/contract/errors.ts';

/**
 * The error that a client may see: expected ones with their code, data and HTTP status; anything
 * else as INTERNAL without its message, which could hold what is nobody's business.
 * `unexpected` is what belongs into the log.
 */
export function toWireError(error: unknown): {
  wire: ORPCError<string, unknown>;
  unexpected?: unknown;
} {
  if (error instanceof PlumblineError) {
    const { code, message, detail } = error;
    return { wire: new ORPCError(code, { message, status: ERROR_STATUS[code], data: detail }) };
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
    return { wire: withStatus(error) };
  }
  return {
    wire: new ORPCError('INTERNAL', {
      status: 500,
      message: 'Something went wrong inside Plumbline.',
      data: { remedy: 'The terminal that runs the server says more.' },
    }),
    unexpected: error,
  };
}

/** The same error with the HTTP status of its code. */
export function withStatus(error: ORPCError<string, unknown>): ORPCError<string, unknown> {
  const status = (ERROR_STATUS as Readonly<Record<string, number | undefined>>)[error.code];
  if (status === undefined || status === error.status) return error;
  const { code, message, data, defined } = error;
  return new ORPCError(code, { message, status, data, defined, cause: error });
}
