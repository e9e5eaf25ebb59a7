import { PlumblineError } from '#core/contract/errors.ts';
import { systemCode } from './file-errors.ts';

const WHY: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no machine has this name',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNRESET: 'the connection was cut off',
  EPIPE: 'the connection was cut off',
  EHOSTUNREACH: 'the machine cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'it did not answer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/** What to throw when an exchange failed: NOT_FOUND with why, BAD_INPUT for a header that cannot be sent. */
export function httpFailure(error: unknown, host: string): PlumblineError {
  if (error instanceof PlumblineError) return error;
  const code = systemCode(error) ?? '';
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_HTTP_INVALID_HEADER_VALUE') {
    return new PlumblineError('BAD_INPUT', 'A header holds a character that none may hold.', {
      remedy: 'A line break or a foreign letter in a secret does this; set the secret again.',
    });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new PlumblineError(
    'NOT_FOUND',
    `${host} cannot be reached: ${WHY[code] ?? (message || code)}.`,
    { remedy: 'Check the address and whether the service runs.' },
    { cause: error },
  );
}

export function timedOut(host: string, milliseconds: number): PlumblineError {
  const message = `${host} did not answer within ${milliseconds / 1000} s.`;
  return new PlumblineError('NOT_FOUND', message, { remedy: 'Check whether the service runs.' });
}

export function outOfReach(host: string): PlumblineError {
  const message = `${host} is neither on this machine nor in its private network.`;
  return new PlumblineError('BAD_INPUT', message, {
    remedy: 'Allow it in the settings (reachPublic), or choose an address nearby.',
  });
}
