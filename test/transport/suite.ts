import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Contract } from '#core/contract/contract.ts';
import { type FakeState, fakeRouter, fakeState } from './fake-router.ts';
import { sampleJob, sampleMetrics } from './fixtures.ts';

/** A client over some wire, and how to close both ends. */
export interface Connection {
  client: ContractRouterClient<Contract>;
  close(): Promise<void>;
}

/** What every transport must carry, whatever lies between client and router. */
export function describeTransport(
  name: string,
  connect: (router: ReturnType<typeof fakeRouter>) => Promise<Connection>,
): void {
  describe(`over ${name}`, () => {
    let state: FakeState;
    let connection: Connection;
    beforeEach(async () => {
      state = fakeState();
      connection = await connect(fakeRouter(state));
    });
    afterEach(() => connection.close());

    it('answers and fills in defaults', async () => {
      const answer = await connection.client.search.query({ text: 'swe' });
      expect(answer.results[0]).toMatchObject({ key: 'swe', probability: 0.97 });
      const places = { collection: 'canonical', in: 'canonical' };
      const input = { text: 'swe', k: 10, mode: 'hybrid', filters: [], ...places };
      expect(state.calls).toEqual([{ procedure: 'search.query', input }]);
    });

    it('keeps numbers, nulls and nested objects as they are', async () => {
      const { metrics, run } = await connection.client.evaluate.score({});
      expect(metrics).toEqual(sampleMetrics);
      expect(run).toBeNull();
    });

    it('keeps the code, message and data of an error', async () => {
      await expect(
        connection.client.search.query({ text: 'x', version: 'v0' }),
      ).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'There is no version v0.',
        data: { file: 'versions', line: 7, remedy: 'Choose one of the list.' },
      });
    });

    it('refuses input that the schema does not take', async () => {
      await expect(connection.client.search.query({ text: 'x', k: 0 })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        data: { issues: [expect.objectContaining({ path: ['k'] })] },
      });
      expect(state.calls).toEqual([]);
    });

    it('carries an abort to the handler', async () => {
      const controller = new AbortController();
      const answer = connection.client.search.query(
        { text: 'wait' },
        { signal: controller.signal },
      );
      // Over a wire the caller is rejected at once; a direct call waits for the handler.
      const settled = answer.catch(() => undefined);
      while (state.calls.length === 0) await new Promise(setImmediate);
      controller.abort();
      await state.aborted;
      await settled;
      expect(controller.signal.aborted).toBe(true);
    });

    it('ends an event iterator when the handler does', async () => {
      state.jobStates = [{ ...sampleJob, status: 'running' }, sampleJob];
      const seen: string[] = [];
      for await (const job of await connection.client.jobs.watch({ id: 'j' }))
        seen.push(job.status);
      expect(seen).toEqual(['running', 'done']);
      expect(state.iteratorsClosed).toBe(1);
    });

    it("runs the handler's finally when the client stops listening", async () => {
      const controller = new AbortController();
      const events = await connection.client.jobs.watch(
        { id: 'endless' },
        { signal: controller.signal },
      );
      for await (const job of events) {
        expect(job.id).toBe(sampleJob.id);
        break;
      }
      controller.abort();
      await state.aborted;
      expect(state.iteratorsClosed).toBe(1);
    });

    it('uploads a file', async () => {
      const content = new Blob(['{"a": ["é"]}'], { type: 'application/json' });
      const preview = await connection.client.data.inspect({
        source: { name: 'é.json', content },
        kind: 'canonical',
      });
      expect(preview).toMatchObject({ name: 'é.json', bytes: 12 });
    });
  });
}
