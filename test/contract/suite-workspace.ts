import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { emptyWorkspace, filledWorkspace, temporaryFolder } from './workspaces.ts';

export function describeWorkspace(connect: Connect): void {
  describe('workspace', () => {
    let folder = '';
    let engine: Connection;
    beforeEach(async () => {
      folder = await emptyWorkspace();
      engine = await connect({ folder });
    });
    afterEach(() => engine.close());

    it('says what the engine is', async () => {
      const info = await engine.client.engine.info();
      expect(info).toMatchObject({ offline: true, node: process.versions.node });
    });

    it('describes an empty one', async () => {
      expect(await engine.client.workspace.get()).toMatchObject({
        ...{ name: 'Tiny', folder, readOnly: false, imports: [], latest: null, inUse: null },
        counts: { entries: 0, terms: 0, judgments: 0, yes: 0, no: 0, versions: 0 },
      });
    });

    it('makes a new one and works on it from then on', async () => {
      const next = join(await temporaryFolder(), 'a new one');
      const made = await engine.client.workspace.create({ folder: next, name: 'New é' });
      expect(made).toMatchObject({ name: 'New é', folder: next });
      expect(await engine.client.workspace.get()).toEqual(made);
    });

    it('makes none where there is one', async () => {
      await expect(engine.client.workspace.create({ folder, name: 'x' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
        message: expect.stringContaining('is a workspace already'),
        data: { file: join(folder, 'workspace.json'), remedy: expect.stringContaining('Open it') },
      });
    });

    it('opens another and lets go of the first', async () => {
      const other = await filledWorkspace();
      const opened = await engine.client.workspace.open({ folder: other });
      expect(opened.counts.entries).toBe(30);
      const first = await connect({ folder });
      expect((await first.client.workspace.get()).readOnly).toBe(false);
      await first.close();
    });

    it('opens the same folder again in any spelling', async () => {
      const spelling = `${folder}/`;
      expect(await engine.client.workspace.open({ folder: spelling })).toMatchObject({ folder });
      await engine.client.workspace.update({ minAccuracy: 0.5 });
    });

    it('stays where it is when the other cannot be opened', async () => {
      const nowhere = await temporaryFolder();
      await expect(engine.client.workspace.open({ folder: nowhere })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining('is not a workspace'),
        data: { remedy: expect.stringContaining('init') },
      });
      const { settings } = await engine.client.workspace.update({ minAccuracy: 0.5 });
      expect(settings.minAccuracy).toBe(0.5);
      expect(await engine.client.workspace.get()).toMatchObject({ folder, readOnly: false });
    });

    it('opens two in a row that were asked for at once, and ends with the last', async () => {
      const [a, b] = [await emptyWorkspace(), await emptyWorkspace()];
      const opened = [a, b, b].map((wanted) => engine.client.workspace.open({ folder: wanted }));
      expect((await Promise.all(opened)).length).toBe(3);
      expect((await engine.client.workspace.get()).folder).toBe(b);
    });

    it('changes only the settings that are named, also when changes come at once', async () => {
      const before = (await engine.client.workspace.get()).settings;
      await Promise.all([
        engine.client.workspace.update({ minAccuracy: 0.5 }),
        engine.client.workspace.update({ mustPass: [{ query: 'rn', key: 'nurse' }] }),
        engine.client.workspace.update({ seed: 3 }),
      ]);
      const { settings } = await engine.client.workspace.update({ targetPrecision: 0.9 });
      expect(settings).toEqual({
        ...before,
        ...{ minAccuracy: 0.5, mustPass: [{ query: 'rn', key: 'nurse' }], seed: 3 },
        targetPrecision: 0.9,
      });
    });

    it('refuses a setting out of range', async () => {
      await expect(engine.client.workspace.update({ minAccuracy: 2 })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    });
  });
}
