import { implement, ORPCError } from '@orpc/server';
import { contract } from '#core/contract/contract.ts';
import { ERROR_STATUS, PlumblineError } from '#core/contract/errors.ts';

/** Expected failures become the contract's errors, so that every face sees the same code and data. */
export const engineRouter = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    const { code, message, detail, cause } = error;
    const data = Object.fromEntries(
      Object.entries(detail).filter(([, value]) => value !== undefined),
    );
    throw new ORPCError(code, { status: ERROR_STATUS[code], message, data, cause });
  }
});
