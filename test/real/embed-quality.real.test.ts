import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metrics } from '#core/contract/metrics.ts';
import { BUILTIN, LEXICAL } from '#core/contract/models.ts';
import { miniLmFolder } from './embed-model.ts';
import { DATA, ended, openWorkspaceOf, type RealWorkspace, trainIn } from './embed-workspace.ts';

const ONET = join(DATA, 'onet', 'canonical.json');
const SOURCE = miniLmFolder();
const there = existsSync(ONET);
if (!there) console.warn(`NOT RUN: the quality of embedders, because ${ONET} is missing.`);
else if (!SOURCE) console.warn('NOT RUN: the quality of all-MiniLM-L6-v2 (PLUMBLINE_MINILM).');

describe.skipIf(!there)('O*NET, full-train, test split', () => {
  let workspace: RealWorkspace;
  let lexical: Metrics;
  let builtin: Metrics;

  const trained = async (choice: Parameters<typeof trainIn>[1]): Promise<Metrics> => {
    const { metrics } = (await trainIn(workspace, choice)).result;
    if (!metrics) throw new Error(`${choice.embedder}: nothing was measured.`);
    const { top1, 'mrr@10': mrr, 'ndcg@10': ndcg } = metrics.test;
    console.log(
      `${choice.embedder} ${choice.dtype}: top-1 ${top1}, MRR@10 ${mrr}, NDCG@10 ${ndcg}`,
    );
    return metrics;
  };

  beforeAll(async () => {
    workspace = await openWorkspaceOf('onet');
    // Embedders are compared as they are: an adapter brings all of them closer together.
    await workspace.engine.client.workspace.update({ adapter: 'off' });
    lexical = await trained({ embedder: LEXICAL, dtype: 'auto' });
    builtin = await trained({ embedder: BUILTIN, dtype: 'auto' });
  });
  afterAll(() => workspace?.remove());

  it('builtin beside lexical is better than lexical alone', () => {
    expect(builtin.test['mrr@10']).toBeGreaterThan(lexical.test['mrr@10']);
  });

  describe.skipIf(!SOURCE)('with all-MiniLM-L6-v2', () => {
    let fp32: Metrics;
    let int8: Metrics;

    beforeAll(async () => {
      const source = { from: 'folder', path: SOURCE ?? '' } as const;
      const { id } = await workspace.engine.client.jobs.addModel({ source });
      const embedder = (await ended(workspace.engine, id)).model?.id ?? '';
      fp32 = await trained({ embedder, dtype: 'fp32' });
      int8 = await trained({ embedder, dtype: 'int8' });
    });

    it('int8 is as good as fp32', () => {
      expect(int8.test['ndcg@10'] - fp32.test['ndcg@10']).toBeGreaterThanOrEqual(-0.005);
    });

    it.each(['fp32', 'int8'])('%s is better than builtin', (dtype) => {
      const { test } = dtype === 'fp32' ? fp32 : int8;
      expect(test['mrr@10']).toBeGreaterThan(builtin.test['mrr@10']);
    });
  });
});
