import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine } from '#core/engine.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';
import { fillableFiles } from './failing-files.ts';
import { writeFolder } from './tiny-model.ts';
import { emptyWorkspace, ended, removeFolders, temporaryFolder } from './workspaces.ts';

afterAll(removeFolders);

describe('a disk that is full', () => {
  it('at whatever moment of adding a model, leaves nothing of it and says so', async () => {
    const folder = await emptyWorkspace();
    const path = await writeFolder(join(await temporaryFolder(), 'tiny'));
    const wiring = nodeWiring();
    const disk = fillableFiles(wiring.files);
    const filled = { ...wiring, files: disk.files };
    const engine = await createEngine(
      { folder, readOnly: false },
      {
        ...wiring,
        quietContext: silentContext(wiring.clock),
        jobRunner: (of) => nodeRunJob(of, filled),
      },
    );
    const { jobs, models } = engine.client;
    const add = async () =>
      ended(engine.client, (await jobs.addModel({ source: { from: 'folder', path } })).id);
    try {
      let nth = 1;
      for (; nth < 100; nth += 1) {
        disk.fill(nth);
        const job = await add();
        disk.free();
        if (job.status === 'done') break;
        expect(job).toMatchObject({ status: 'failed', error: { code: 'DISK_FULL' }, model: null });
        expect(await models.list()).toHaveLength(1);
        expect(await wiring.files.list(join(folder, 'models'))).toEqual([]);
      }
      expect(nth).toBeGreaterThan(10);
      expect((await models.list())[1]).toMatchObject({ name: 'tiny', damage: null });
    } finally {
      await engine.close();
    }
  });
});
