import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { type AnyRouter, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { experimental_ZodSmartCoercionPlugin, ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { Hono } from 'hono';
import { contract } from '#core/contract/contract.ts';
import { toWireError, withStatus } from './wire-errors.ts';

/** Where unexpected errors go. */
export type LogError = (message: string, cause: unknown) => void;

/** `/rpc/*`: the contract for our own interface. `/api/*`: the same as plain HTTP, described in `/api/openapi.json`. */
export function addEngineRoutes(
  app: Hono,
  router: AnyRouter,
  version: string,
  logError: LogError,
): void {
  const errors = { clientInterceptors: [hideUnexpected(logError)], interceptors: [setStatus] };
  const rpc = new RPCHandler(router, errors);
  const api = new OpenAPIHandler(router, {
    ...errors,
    // Numbers in a query string arrive as text.
    plugins: [new experimental_ZodSmartCoercionPlugin()],
  });
  let document: Promise<unknown> | undefined;
  app.get('/api/openapi.json', async (c) => {
    document ??= openApiDocument(version);
    return c.json((await document) as object);
  });
  app.use('/rpc/*', async (c, next) => {
    const { response } = await rpc.handle(c.req.raw, { prefix: '/rpc', context: {} });
    return response ?? next();
  });
  app.use('/api/*', async (c, next) => {
    const { response } = await api.handle(c.req.raw, { prefix: '/api', context: {} });
    return response ?? next();
  });
}

/** The contract as an OpenAPI 3.1 document. */
export function openApiDocument(version: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: { title: 'Plumbline', version },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
}

type Next<Result> = { next: () => Promise<Result> };

/** Around the procedure: what nobody foresaw is logged and hidden. */
function hideUnexpected(logError: LogError) {
  return async <Result>({ next }: Next<Result>): Promise<Result> => {
    try {
      return await next();
    } catch (error) {
      const { wire, unexpected } = toWireError(error);
      if (unexpected !== undefined) logError('A request failed unexpectedly.', unexpected);
      throw wire;
    }
  };
}

/** Around the whole call, where an error's status no longer decides whether the contract knows it. */
async function setStatus<Result>({ next }: Next<Result>): Promise<Result> {
  try {
    return await next();
  } catch (error) {
    throw error instanceof ORPCError ? withStatus(error) : error;
  }
}
