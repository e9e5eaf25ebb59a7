import type { Command } from 'commander';
import type { CurvePoint, LearningCurve } from '#core/contract/evaluation-detail.ts';
import { type CommandContext, printResult, withEngine } from '../command-context.ts';
import { runJob } from '../jobs.ts';
import { count, interval, metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';

interface Options {
  version?: string;
  json?: boolean;
}

/** `curve WS`: would more judgments help? */
export function addCurve(program: Command, { runtime }: CommandContext): void {
  program
    .command('curve')
    .description('train anew on growing parts of the judgments: would more of them help?')
    .argument('<workspace>', "the workspace's folder")
    .option('--version <version>', 'as this version was trained; the one in use if left out')
    .option('--json', 'print JSON alone on stdout')
    .action(async (workspace: string, { version, json }: Options) => {
      const wanted = version === undefined ? {} : { version };
      const curve = await withEngine(runtime, workspace, false, async ({ client }) => {
        await runJob(runtime, client, () => client.jobs.learningCurve(wanted));
        return (await client.evaluate.detail(wanted)).learningCurve;
      });
      if (curve === null) throw new Error('the curve was measured and is not there');
      printResult(runtime, json, curve, () => curveLines(curve));
    });
}

/** The curve as a table for a person. */
export function curveLines({ version, points, words }: LearningCurve): string[] {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    right('judgments'),
    right('queries'),
    right('MRR@10'),
    { title: '' },
    right('NDCG@10'),
    { title: '' },
  ];
  const row = ({ judgments, queries, mrr, ndcg }: CurvePoint) => [
    ...[count(judgments), count(queries)],
    ...[metric(mrr.value), interval(mrr), metric(ndcg.value), interval(ndcg)],
  ];
  return [`Learning curve of ${version}, on test`, ...table(columns, points.map(row)), '', words];
}
