import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connect, Connection } from './connections.ts';
import { trainedWorkspace } from './workspaces.ts';

export function describeReport(connect: Connect): void {
  describe('reporting', () => {
    let engine: Connection;
    beforeEach(async () => {
      engine = await connect({ folder: await trainedWorkspace() });
    });
    afterEach(() => engine.close());

    it('shows the numbers that the window shows', async () => {
      const { evaluate, versions } = engine.client;
      const { html, version } = await evaluate.report({});
      const { metrics, selected } = await evaluate.overview({});
      const manifest = await versions.manifest({ version });
      expect(version).toBe(selected);
      for (const interval of Object.values(metrics?.intervals ?? {}))
        expect(html).toContain(`<b>${interval.value.toFixed(3)}</b>`);
      expect(html).toContain(manifest.data.ledgerSha256);
      for (const { reason } of manifest.gate) expect(html).toContain(reason.slice(0, 10));
      expect(html).not.toMatch(/NaN|undefined|<script/);
    });

    it('gives every figure as files, or says why it has no picture', async () => {
      const { figures } = await engine.client.evaluate.figures({});
      expect(figures).toHaveLength(8);
      for (const { svg, missing, tables } of figures) {
        expect(svg === null).toBe(missing !== null);
        for (const { csv, json } of tables)
          expect(csv.trimEnd().split('\n').length - 1).toBe(JSON.parse(json).length);
      }
    });

    it('refuses a version that there is not', async () => {
      const version = 'v19990101-1';
      await expect(engine.client.evaluate.report({ version })).rejects.toMatchObject({
        code: 'NO_VERSION',
      });
    });
  });
}
