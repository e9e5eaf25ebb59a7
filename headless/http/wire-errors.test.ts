import { ORPCError } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, PlumblineError } from '#core/contract/errors.ts';
import { toWireError } from './wire-errors.ts';

describe('toWireError', () => {
  it.each(ERROR_CODES)('gives %s an HTTP error status of its own', (code) => {
    const { wire, unexpected } = toWireError(new PlumblineError(code, 'x', { line: 3 }));
    expect(wire).toMatchObject({ code, message: 'x', data: { line: 3 } });
    expect(wire.status).toBeGreaterThanOrEqual(400);
    expect(unexpected).toBeUndefined();
  });

  it('keeps what a handler declared and mends only the status', () => {
    const error = new ORPCError('BUSY', {
      defined: true,
      message: 'held',
      data: { remedy: 'wait' },
    });
    expect(toWireError(error).wire).toMatchObject({
      code: 'BUSY',
      status: 409,
      defined: true,
      data: { remedy: 'wait' },
    });
  });

  it("leaves the library's own errors alone", () => {
    const error = new ORPCError('BAD_REQUEST', { message: 'Input validation failed' });
    expect(toWireError(error).wire).toBe(error);
  });

  it.each([new TypeError('a secret'), 'a secret', new ORPCError('INTERNAL_SERVER_ERROR')])(
    'keeps %s for the log',
    (error) => {
      const { wire, unexpected } = toWireError(error);
      expect(wire.code).toBe('INTERNAL');
      expect(wire.message).not.toContain('secret');
      expect(unexpected).toBe(error);
    },
  );
});
