import type {
  GateRule,
  JobState,
  RunMode,
  TrainResult,
  VersionSummary,
  WorkspaceSummary,
} from '#core/contract/index.ts';
import { engineWords, formatMetric } from '#renderer/ui/format.ts';

/** The run modes in the order of how much they do. */
export const MODES: readonly { mode: RunMode; title: string; sentence: string }[] = [
  {
    mode: 'full-train',
    title: 'Full train',
    sentence:
      'Learns from judgments, calibrates, evaluates on queries it never saw, and promotes if the gate passes.',
  },
  {
    mode: 'incremental',
    title: 'Incremental',
    sentence:
      'Keeps what the version in use has learnt, takes in what has changed in the data, and measures anew.',
  },
  {
    mode: 'build-index-feedback',
    title: 'Build index with feedback',
    sentence: 'Confirmed texts become terms of their entry.',
  },
  {
    mode: 'build-index',
    title: 'Build index',
    sentence: 'The dictionary alone, to search before feedback.',
  },
  {
    mode: 'smoke-test',
    title: 'Smoke test',
    sentence: 'Can everything be loaded and checked?',
  },
];

/** How the gate decided, in a few words. */
export function verdictOf({ version, promoted, gate, metrics }: TrainResult): {
  text: string;
  tone: 'good' | 'bad' | 'plain';
} {
  if (promoted) return { text: 'promoted', tone: 'good' };
  if (version === null) return { text: 'no version made', tone: 'plain' };
  const failed = gate.filter(({ pass }) => !pass).length;
  if (metrics && failed > 0) return { text: 'refused by the gate', tone: 'bad' };
  return { text: 'not promoted', tone: 'plain' };
}

/** What made the vectors: embedder, device, weights and speed, as the embedding stage told it; null where it did not run. */
export function embeddedWith({ stages }: Pick<JobState, 'stages'>): string | null {
  const embed = stages.find(({ stage, state }) => stage === 'embed' && state === 'done');
  return embed?.detail ? engineWords(embed.detail) : null;
}

/** A rule's number against its bound: `0.447, needs 0.400`; empty where it has none. */
export function ruleNumbers({ value, bound }: GateRule): string {
  if (value === null) return '';
  return bound === null
    ? formatMetric(value)
    : `${formatMetric(value)}, needs ${formatMetric(bound)}`;
}

/** Why training cannot start, or null. */
export function trainingObstacle(
  workspace: WorkspaceSummary,
  mode: RunMode,
): { reason: string; blocks: boolean } | null {
  if (workspace.readOnly) {
    return {
      reason: 'Another process holds this workspace; here it can only be read.',
      blocks: true,
    };
  }
  if (workspace.counts.entries === 0) {
    return { reason: 'There is no dictionary yet. Add one on the Data screen.', blocks: true };
  }
  if (mode === 'incremental' && workspace.counts.versions === 0) {
    return { reason: 'There is no version to go on from. Train one first.', blocks: true };
  }
  if (workspace.counts.judgments === 0 && mode === 'full-train') {
    return {
      reason:
        'Without judgments nothing can be learnt or measured. Build the index, search, and judge.',
      blocks: false,
    };
  }
  return null;
}

/** The newest version that was measured, or the newest at all. */
export function lastResult(versions: readonly VersionSummary[]): VersionSummary | null {
  const newestFirst = versions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return newestFirst[0] ?? null;
}

/** The log as text, one line each, for copying. */
export function logText(job: JobState): string {
  return job.log
    .map(({ at, level, stage, message }) => `${at} ${level} ${stage} ${message}`)
    .join('\n');
}

/** `21:40:02.114`, local time. */
export function logTime(at: string): string {
  const date = new Date(at);
  const two = (value: number) => value.toString().padStart(2, '0');
  const milliseconds = date.getMilliseconds().toString().padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}
