import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunDetail } from '#core/contract/runs.ts';
import type { Engine } from '#core/engine.ts';
import { openNodeEngine } from '#core/node-engine.ts';
import { ended, filledWorkspace, removeFolders } from '#test/contract/workspaces.ts';
import { ensureMlflow, type MlflowServer } from './mlflow-server.ts';

const found = ensureMlflow();

/** What MLflow's own client finds. */
interface Seen {
  runs: {
    id: string;
    name: string;
    status: string;
    start: number;
    end: number;
    params: Record<string, string>;
    metrics: Record<string, number>;
    tags: Record<string, string>;
    artifacts: string[];
    history: [number, number][];
  }[];
  versions: { version: string; run: string; source: string; tags: Record<string, string> }[];
  champion: string | null;
  record: { id: string };
}

const LOOK = `
from mlflow import MlflowClient
import os, tempfile
c = MlflowClient()
e = c.get_experiment_by_name('plumbline')
def files(run, path=None):
  return [f for i in c.list_artifacts(run, path) for f in (files(run, i.path) if i.is_dir else [i.path])]
def history(run):
  return [(p.step, p.value) for p in c.get_metric_history(run, 'test.ndcg_at_10')]
runs = [dict(id=r.info.run_id, name=r.info.run_name, status=r.info.status, start=r.info.start_time, end=r.info.end_time,
  params=r.data.params, metrics=r.data.metrics, tags=r.data.tags, artifacts=sorted(files(r.info.run_id)),
  history=history(r.info.run_id)) for r in c.search_runs([e.experiment_id], order_by=['start_time ASC'])]
versions = [dict(version=str(v.version), run=v.run_id, source=v.source, tags=v.tags)
  for v in c.search_model_versions("name='plumbline'")]
try: champion = str(c.get_model_version_by_alias('plumbline', 'champion').version)
except Exception: champion = None
with tempfile.TemporaryDirectory() as t:
  record = json.load(open(c.download_artifacts(runs[0]['id'], 'plumbline/run.json', t)))
print(json.dumps(dict(runs=runs, versions=versions, champion=champion, record=record)))
`;

if ('reason' in found) {
  console.warn(`NOT RUN: pushing to a real MLflow server, because ${found.reason}.`);
  it.skip(`pushing to a real MLflow server is not run: ${found.reason}`, () => undefined);
} else {
  describe('a real MLflow server', () => {
    let server: MlflowServer;
    let folder = '';
    let engine: Engine;
    beforeAll(async () => {
      [server, folder] = await Promise.all([found.start(), filledWorkspace()]);
      engine = await openNodeEngine({ folder });
      const any = { minAccuracy: 0, maxNdcgDrop: 1, targetPrecision: 0.5, adapter: 'off' } as const;
      await engine.client.workspace.update({ ...any, mlflowUrl: server.url });
      for (const mode of ['smoke-test', 'full-train', 'full-train'] as const) {
        const { id } = await engine.client.jobs.train({ mode, embedder: 'lexical' });
        expect((await ended(engine.client, id)).status).toBe('done');
      }
    }, 300_000);
    afterAll(async () => {
      await engine?.close();
      await server?.stop();
      await removeFolders();
    });

    const push = async (request: { runs?: string[]; bundle?: boolean } = {}) => {
      const { id } = await engine.client.jobs.pushMlflow(request);
      expect(await ended(engine.client, id)).toMatchObject({ status: 'done', error: null });
    };
    const details = async (): Promise<RunDetail[]> => {
      const runs = await engine.client.runs.list({});
      return Promise.all(runs.toReversed().map(({ id }) => engine.client.runs.get({ id })));
    };

    it('has every run as it was, with its measures, files and model version', async () => {
      await push();
      const seen = server.python<Seen>(LOOK);
      const ours = await details();
      expect(seen.runs.map(({ name }) => name)).toEqual(ours.map(({ run }) => run.id));
      for (const [i, { run, metrics, mlflow }] of ours.entries()) {
        const theirs = seen.runs[i];
        expect(theirs).toMatchObject({
          ...{ id: mlflow?.runId, status: 'FINISHED' },
          start: Date.parse(run.startedAt),
          end: Date.parse(run.finishedAt ?? ''),
          params: { embedder: 'lexical', mode: run.mode, seed: String(run.seed) },
          tags: { 'plumbline.run': run.id, 'plumbline.app': run.environment.app },
        });
        for (const { name, points } of metrics) {
          expect(theirs?.metrics[name.replaceAll('@', '_at_')]).toBe(points.at(-1)?.value);
        }
        expect(theirs?.artifacts).toContain('plumbline/metrics.jsonl');
      }
      expect(seen.record.id).toBe(ours[0]?.run.id);
      expect(seen.versions.map(({ version, run }) => [version, run]).sort()).toEqual([
        ['1', seen.runs[1]?.id],
        ['2', seen.runs[2]?.id],
      ]);
      const { latest } = await engine.client.workspace.get();
      const champion = seen.versions.find(({ version }) => version === seen.champion);
      expect(champion?.tags).toEqual({ 'plumbline.version': latest });
    });

    it('gets nothing a second time, also where the workspace forgot that it pushed', async () => {
      const before = server.python<Seen>(LOOK);
      for (const { run } of await details()) {
        await rm(join(folder, 'runs', run.id, 'mlflow.json'), { force: true });
      }
      await push();
      expect(server.python<Seen>(LOOK)).toEqual(before);
      await push({ runs: (await details()).map(({ run }) => run.id) });
      expect(server.python<Seen>(LOOK)).toEqual(before);
      expect(before.runs[1]?.history).toHaveLength(1);
    });

    it('moves its alias on a roll back, and takes a bundle where it is asked for', async () => {
      const versions = await engine.client.versions.list();
      const first = versions.at(-1)?.version ?? '';
      const second = versions[0]?.version ?? '';
      const { latest } = await engine.client.workspace.get();
      if (latest !== second) {
        await engine.client.versions.promote({ version: second, overrideReason: 'a test' });
      }
      await engine.client.versions.rollback({ version: first });
      const [, run] = await details();
      await push({ runs: [run?.run.id ?? ''], bundle: true });
      const seen = server.python<Seen>(LOOK);
      expect(seen.champion).toBe('1');
      expect(seen.runs[1]?.artifacts).toEqual(
        expect.arrayContaining([`bundle/${first}.plumbline.zip`, 'plumbline/log.jsonl']),
      );
      expect((await details()).map(({ mlflow }) => mlflow?.model?.alias ?? null)).toEqual([
        null,
        'champion',
        null,
      ]);
    });
  });
}
