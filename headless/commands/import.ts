import type { Command } from 'commander';
import type { FileKind, Finding, ImportRecord } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { bytes, count } from '../terminal/numbers.ts';
import { printable } from '../terminal/width.ts';

interface Options {
  canonical?: string;
  feedback?: string;
  json?: boolean;
}

interface Source {
  kind: FileKind;
  path: string;
}

/** `import WS --canonical F --feedback F`: brings a dictionary, judgments, or both into a workspace. */
export function addImport(program: Command, { runtime }: CommandContext): void {
  program
    .command('import')
    .description('bring a dictionary and judgments into a workspace')
    .argument('<workspace>', "the workspace's folder")
    .option('--canonical <file>', 'the dictionary: JSON, JSONL or CSV')
    .option('--feedback <file>', 'the judgments: CSV')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, options: Options) => {
      const sources = chosenSources(runtime, options);
      const result = await withEngine(runtime, workspace, false, ({ client }) =>
        importAll(runtime, client, sources),
      );
      printResult(runtime, options.json, result, () => [
        ...result.imported.map(importLine),
        ...result.files.flatMap(fileFindingLines),
        ...result.findings.map(findingLine),
      ]);
    });
}

function chosenSources(runtime: Runtime, options: Options): Source[] {
  const sources = (['canonical', 'feedback'] as const).flatMap((kind) => {
    const path = options[kind];
    return path === undefined ? [] : [{ kind, path: absolute(runtime, path) }];
  });
  if (sources.length > 0) return sources;
  throw new PlumblineError('BAD_INPUT', 'There is nothing to import.', {
    remedy: 'Name a file with --canonical, --feedback or both.',
  });
}

async function importAll(runtime: Runtime, client: EngineClient, sources: readonly Source[]) {
  // Every file is read before any is imported, so that a fault in the second leaves nothing half done.
  const files: FileFindings[] = [];
  for (const { kind, path } of sources) {
    const preview = await client.data.inspect(
      { source: { path }, kind },
      { signal: runtime.signal },
    );
    files.push({ name: preview.name, findings: preview.findings });
  }
  const imported: ImportRecord[] = [];
  for (const { kind, path } of sources) {
    const job = await runJob(runtime, client, () => client.jobs.import({ source: { path }, kind }));
    if (job.imported) imported.push(job.imported);
  }
  return { imported, files, findings: await client.data.findings() };
}

/** What a file itself shows, line by line; the workspace's findings come after all files are in. */
interface FileFindings {
  name: string;
  findings: Finding[];
}

/** Rows of a finding that the terminal lists. */
const ROWS_SHOWN = 5;

function fileFindingLines({ name, findings }: FileFindings): string[] {
  return findings.flatMap((finding) => {
    const rows = finding.rows.filter(({ line }) => line !== undefined).slice(0, ROWS_SHOWN);
    return [
      `${printable(name)}: ${findingLine(finding)}`,
      ...rows.map(({ line, text }) => `  line ${line}: ${printable(text)}`),
    ];
  });
}

function importLine({ kind, name, format, encoding, counts, skipped, ...record }: ImportRecord) {
  const brought =
    kind === 'canonical'
      ? `${number(counts.entries, 'entry', 'entries')} with ${number(counts.terms, 'term')}`
      : `${number(counts.judgments, 'judgment')} (${count(counts.yes)} yes, ${count(counts.no)} no)`;
  const again = skipped > 0 ? `; ${number(skipped, 'row')} brought nothing new` : '';
  return `${printable(name)}: ${brought}${again} (${format}, ${encoding}, ${bytes(record.bytes)})`;
}

function number(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

function findingLine({ level, title, detail }: Finding): string {
  return `${level}: ${printable(title)}. ${printable(detail)}`;
}
