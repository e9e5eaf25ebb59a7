import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { FigureFiles } from '#core/contract/evaluation-detail.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { openAtomicFile } from '../files/atomic-file.ts';
import type { EngineClient, Runtime } from '../runtime.ts';

interface Options {
  version?: string;
  against?: string;
  out?: string;
  plots?: string;
  json?: boolean;
}

interface Written {
  version: string;
  /** Null where only figures were asked for. */
  report: string | null;
  plots: string[];
  /** Figures without a picture, and why. */
  missing: { figure: string; reason: string }[];
}

/** `report WS`: one self-contained page about a version, its figures as files, or both. */
export function addReport(program: Command, { runtime }: CommandContext): void {
  program
    .command('report')
    .description('write what is known about a version as one HTML page that needs nothing else')
    .argument('<workspace>', "the workspace's folder")
    .option('--version <version>', 'about this version; the one in use if left out')
    .option(
      '--against <version>',
      'compared with this one; the measured version before it if left out',
    )
    .option('--out <file>', 'where to write; report-<version>.html here if left out')
    .option(
      '--plots <folder>',
      'write every figure as SVG, with its numbers as CSV and JSON, into this folder; the page then only with --out',
    )
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', '\nFigures as PNG: in the window, under Save of each chart.')
    .action(async (workspace: string, options: Options) => {
      const written = await withEngine(runtime, workspace, true, ({ client }) =>
        write(runtime, client, options),
      );
      printResult(runtime, options.json, written, () => lines(written));
    });
}

async function write(runtime: Runtime, client: EngineClient, options: Options): Promise<Written> {
  const { version, against, out, plots } = options;
  const request = {
    ...(version !== undefined && { version }),
    ...(against !== undefined && { against }),
  };
  const { signal } = runtime;
  const written: Written = { version: '', report: null, plots: [], missing: [] };
  if (out !== undefined || plots === undefined) {
    const report = await client.evaluate.report(request, { signal });
    written.version = report.version;
    written.report = absolute(runtime, out ?? `report-${report.version}.html`);
    await writeWhole(written.report, report.html);
  }
  if (plots !== undefined) {
    const { version: about, figures } = await client.evaluate.figures(request, { signal });
    written.version = about;
    written.plots = await writeFigures(absolute(runtime, plots), figures);
    written.missing = figures.flatMap(({ title, missing }) =>
      missing === null ? [] : [{ figure: title, reason: missing }],
    );
  }
  return written;
}

async function writeFigures(folder: string, figures: readonly FigureFiles[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = figures.flatMap(({ name, svg, tables }) => [
    ...(svg === null ? [] : [{ path: join(folder, `${name}.svg`), content: svg }]),
    ...tables.flatMap((table) => [
      { path: join(folder, `${table.name}.csv`), content: table.csv },
      { path: join(folder, `${table.name}.json`), content: table.json },
    ]),
  ]);
  for (const { path, content } of files) await writeWhole(path, content);
  return files.map(({ path }) => path);
}

async function writeWhole(path: string, content: string): Promise<void> {
  const file = await openAtomicFile(path);
  try {
    await file.write(content);
    await file.commit();
  } finally {
    await file.discard();
  }
}

function lines({ version, report, plots, missing }: Written): string[] {
  return [
    ...(report === null ? [] : [`The report about ${version} is in ${report}.`]),
    ...plots,
    ...missing.map(({ figure, reason }) => `${figure}: not drawn. ${reason}`),
  ];
}
