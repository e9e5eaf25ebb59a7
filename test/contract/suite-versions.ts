import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { train, trainedWorkspace } from './workspaces.ts';

export function describeVersions(connect: Connect): void {
  describe('versions', () => {
    let engine: Connection;
    let first = '';
    beforeEach(async () => {
      engine = await connect({ folder: await trainedWorkspace() });
      first = (await engine.client.workspace.get()).latest ?? '';
    });
    afterEach(() => engine.close());

    /** Trains a version that the gate refuses. */
    async function refusedVersion(): Promise<string> {
      await engine.client.workspace.update({ mustPass: [{ query: 'chef', key: 'pilot' }] });
      const job = await train(engine.client);
      expect(job.train).toMatchObject({ promoted: false });
      return job.train?.version ?? '';
    }

    it('tells what a version is made of', async () => {
      const { versions, runs } = engine.client;
      const [summary] = await versions.list();
      const manifest = await versions.manifest({ version: first });
      const [run] = await runs.list();
      expect(summary).toMatchObject({
        ...{ version: first, status: 'latest', mode: 'full-train', run: manifest.run },
        ...{ data: manifest.data, gate: manifest.gate, parent: null },
      });
      expect(manifest.data).toMatchObject({ entries: 30, judgments: 392 });
      expect(Object.keys(manifest.files)).toContain('match-model.json');
      const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
      expect(summary?.bytes).toBe(bytes);
      expect(run).toMatchObject({
        ...{ id: manifest.run, mode: 'full-train', status: 'finished', version: first },
        ...{ promoted: true, error: null, parameters: { mode: 'full-train', embedder: 'builtin' } },
        seed: manifest.seed,
      });
      expect(Object.keys(run?.timings ?? {})).toContain('embed');
      expect(await versions.history()).toMatchObject([{ from: null, to: first, kind: 'promote' }]);
    });

    it('knows none that there is not', async () => {
      const { versions } = engine.client;
      for (const version of ['v20200101-1', '..']) {
        const error = { code: 'NO_VERSION', data: { remedy: expect.any(String) } };
        await expect(versions.manifest({ version })).rejects.toMatchObject(error);
        await expect(versions.promote({ version })).rejects.toMatchObject(error);
        await expect(versions.rollback({ version })).rejects.toMatchObject(error);
      }
    });

    it('promotes against the gate only with a reason, and rolls back', async () => {
      const { versions, workspace, search } = engine.client;
      const second = await refusedVersion();
      expect((await versions.list()).map(({ status }) => status)).toEqual(['refused', 'latest']);
      expect((await search.query({ text: 'chef' })).version).toBe(first);
      expect((await search.query({ text: 'chef', version: second })).notice).toContain(first);
      await expect(versions.promote({ version: second })).rejects.toMatchObject({
        code: 'GATE_REFUSED',
        message: expect.stringContaining('"chef" does not find pilot first'),
        data: { remedy: expect.stringContaining('with a reason') },
      });
      await expect(versions.rollback({ version: second })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: `${second} has never been latest.`,
      });
      expect((await workspace.get()).latest).toBe(first);

      const overrideReason = 'The rule is wrong.';
      const event = await versions.promote({ version: second, overrideReason });
      expect(event).toMatchObject({
        ...{ from: first, to: second, kind: 'override', reason: overrideReason },
      });
      expect((await workspace.get()).latest).toBe(second);
      expect((await search.query({ text: 'chef' })).version).toBe(second);

      const back = await versions.rollback({ version: first });
      expect(back).toMatchObject({ from: second, to: first, kind: 'rollback' });
      expect((await search.query({ text: 'chef' })).version).toBe(first);
      const history = await versions.history();
      expect(history.map(({ kind }) => kind)).toEqual(['promote', 'override', 'rollback']);
      await expect(versions.promote({ version: first })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: `${first} is latest already.`,
      });
    });
  });
}
