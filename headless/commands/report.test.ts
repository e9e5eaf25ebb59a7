import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const cli = (...args: string[]) => runInHarness(h, ['report', 'ws', ...args]);

describe('report', () => {
  it('writes the page whole, under its default name', async () => {
    const { stdout, code } = await cli();
    expect(code).toBe(0);
    expect(stdout).toBe(
      `The report about v20261120-1 is in ${join(h.folder, 'report-v20261120-1.html')}.\n`,
    );
    expect(await readdir(h.folder)).toEqual(['report-v20261120-1.html']);
    expect(await readFile(join(h.folder, 'report-v20261120-1.html'), 'utf8')).toContain('<html>');
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('says where as JSON, and passes on which versions', async () => {
    const { stdout } = await cli('--version', 'v1', '--against', 'v0', '--out', 'r.html', '--json');
    expect(JSON.parse(stdout)).toEqual({
      version: 'v20261120-1',
      report: join(h.folder, 'r.html'),
      plots: [],
      missing: [],
    });
    expect(inputOf(h, 'evaluate.report')).toEqual({ version: 'v1', against: 'v0' });
  });

  it('writes figures alone into a new folder, and says which there are none of', async () => {
    const { stdout } = await cli('--plots', 'figures/of');
    expect(await readdir(join(h.folder, 'figures', 'of'))).toEqual([
      'scores.csv',
      'scores.json',
      'scores.svg',
    ]);
    expect(stdout).toContain('Confusion: not drawn. Nothing was wrong.');
    expect(h.state.calls.map(({ procedure }) => procedure)).toEqual(['evaluate.figures']);
  });

  it('writes both where both are asked for', async () => {
    await cli('--plots', 'f', '--out', 'r.html');
    expect((await readdir(h.folder)).toSorted()).toEqual(['f', 'r.html']);
  });

  it('fails as other commands do', async () => {
    const refused = await cli('--version', 'gone', '--json');
    expect(refused.code).not.toBe(0);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'NO_VERSION' });
    const nowhere = await cli('--out', 'no/such/folder/r.html');
    expect(nowhere.code).not.toBe(0);
    expect(await readdir(h.folder)).toEqual([]);
  });

  it('says where PNG is to be had', async () => {
    const { stdout } = await runInHarness(h, ['report', '--help']);
    expect(stdout).toContain('Figures as PNG: in the window');
  });
});
