import type { TrainRequest, TrainResult } from '#core/contract/jobs.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { count, duration } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { gateLines, metricsLines } from './metrics-report.ts';

/** Everything that one training came to, as aligned lines for a person. */
export function trainLines(
  result: TrainResult,
  mode: TrainRequest['mode'],
  paint: Paint,
): string[] {
  const blocks = [
    [paint('bold', verdict(result, mode))],
    gateLines(result.gate, paint),
    result.learning ? [paint('bold', 'Learning'), `  ${result.learning.words}`] : [],
    result.metrics ? metricsLines(result.metrics, paint) : [],
    costLines(result),
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block) => [...block, '']);
}

/** 3 where a rule of the gate failed and the version was not promoted, else 0. */
export function trainExitCode(result: Pick<TrainResult, 'promoted' | 'gate'>): ExitCode {
  const refused = !result.promoted && result.gate.some((rule) => !rule.pass);
  return refused ? EXIT.gateRefused : EXIT.done;
}

function verdict(result: TrainResult, mode: TrainRequest['mode']): string {
  if (!result.version)
    return `${mode}: everything could be loaded and checked; no version was made.`;
  if (result.promoted) return `${result.version}: promoted, in use from now on.`;
  if (trainExitCode(result) === EXIT.gateRefused)
    return `${result.version}: kept but not promoted, the gate refused it. It can be searched and compared with --version ${result.version}.`;
  return `${result.version}: made, not promoted (${mode} measures nothing).`;
}

function costLines({ timings, peak_rss_mb }: TrainResult): string[] {
  const stages = Object.entries(timings);
  const total = timings.total ?? stages.reduce((sum, [, seconds]) => sum + seconds, 0);
  const parts = stages
    .filter(([stage]) => stage !== 'total')
    .map(([stage, seconds]) => `${stage} ${duration(seconds)}`);
  return [
    `Time ${duration(total)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}; peak memory ${count(peak_rss_mb)} MB`,
  ];
}
