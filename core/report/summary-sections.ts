import type { Interval } from '#core/contract/common.ts';
import type { GateRule, Metrics } from '#core/contract/metrics.ts';
import {
  formatCount,
  formatMeasured,
  formatMetric,
  formatPercent,
  formatQuantity,
  formatUncertainty,
} from '#core/plots/format.ts';
import { html, type Markup } from './markup.ts';
import { facts, type Section } from './parts.ts';
import type { ReportData } from './report-data.ts';

export const moment = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

const withInterval = (interval: Interval): Markup =>
  html`<b>${formatMetric(interval.value)}</b> ${formatUncertainty(interval)}`;

/** The numbers at the top, each with its 95 % interval. */
export function headline(metrics: Metrics): Markup {
  const { intervals, pairs, bands } = metrics;
  const precision = bands.accept.precision;
  const cards: [string, Markup][] = [
    ['NDCG@10', withInterval(intervals['ndcg@10'])],
    ['MRR@10', withInterval(intervals['mrr@10'])],
    ['Top-1', withInterval(intervals.top1)],
    ['Recall@10', withInterval(intervals['recall@10'])],
    [
      'Calibration error (ECE, equal mass)',
      pairs.test
        ? html`<b>${formatMetric(pairs.test.ece)}</b> on ${formatQuantity(pairs.test.n, 'pair')}`
        : html`no judged pairs on test`,
    ],
    [
      `Precision of what is accepted, target ${bands.thresholds.targetPrecision}`,
      precision ? withInterval(precision) : html`nothing is accepted`,
    ],
  ];
  return html`<div class="cards">${cards.map(([name, value]) => html`<div><span>${name}</span>${value}</div>`)}</div>`;
}

/** What cannot be claimed, before anything is read. */
export function notes({ detail, overview }: ReportData): Markup {
  const stale = detail.today
    ? []
    : [
        'These numbers are from the day the version was made: judgments or entries have changed since. Re-score to measure it on today’s test set.',
      ];
  const unmeasured = overview.metrics
    ? []
    : ['This version was not measured: there is nothing to say about how good it is.'];
  const thresholds = overview.metrics?.bands.thresholds.notes ?? [];
  const all = [...new Set([...unmeasured, ...stale, ...detail.notes, ...thresholds])];
  return html`${all.map((note) => html`<p class="note">${note}</p>`)}`;
}

/** Where the version comes from. */
export function lineageSection(data: ReportData): Section {
  const { manifest, run, workspace, status, promotions } = data;
  const { space } = manifest;
  const times = promotions.filter(({ to }) => to === manifest.version);
  const body = html`${facts([
    ['Version', html`<code>${manifest.version}</code> (${STATUS[status]})`],
    ['Made', moment(manifest.createdAt)],
    ['Workspace', workspace.name],
    ['Parent', manifest.parent ?? 'none'],
    ['Run', html`<code>${manifest.run}</code>, ${manifest.mode}, seed ${`${manifest.seed}`}`],
    ['Embedder', `${space.embedder}, ${formatCount(space.dimensions)} dimensions`],
    ['Space', html`<code>${space.id}</code>`],
    ['Dictionary (sha256)', html`<code>${manifest.data.canonicalSha256}</code>`],
    ['Ledger (sha256)', html`<code>${manifest.data.ledgerSha256}</code>`],
    ['Program', `Plumbline ${manifest.app}${run ? environmentOf(run.environment) : ''}`],
  ])}
${times.length > 0 && html`<h3>Promotions</h3><ul>${times.map(({ at, kind, reason, from }) => html`<li>${moment(at)}: ${kind}${from && ` in place of ${from}`}${reason && `, “${reason}”`}</li>`)}</ul>`}
${stagesMarkup(data)}`;
  return { id: 'lineage', title: 'Version and lineage', body };
}

const STATUS: Record<ReportData['status'], string> = {
  latest: 'latest',
  passed: 'passed its gate, not promoted',
  refused: 'refused by its gate',
  unmeasured: 'not measured',
  damaged: 'damaged',
};

function environmentOf(environment: Record<string, string>): string {
  const words = Object.entries(environment).map(([name, value]) => `${name} ${value}`);
  return words.length > 0 ? `; ${words.join(', ')}` : '';
}

/** What learning, calibration and every other stage said when the version was made. */
function stagesMarkup({ stages }: ReportData): Markup | null {
  if (stages.length === 0) return null;
  return html`<h3>What each stage of the run said</h3>${facts(stages.map(({ stage, message }) => [stage, message] as const))}`;
}

/** The rules of the gate with their verdicts. */
export function gateSection({ manifest: { gate } }: ReportData): Section {
  const body =
    gate.length === 0
      ? html`<p class="none">The mode of this run measures nothing, so there was no gate.</p>`
      : html`<div class="scroll"><table><thead><tr><th scope="col">Rule</th><th scope="col" class="n">Value</th><th scope="col" class="n">Bound</th><th scope="col">Verdict</th><th scope="col">Reason</th></tr></thead>
<tbody>${gate.map(gateRow)}</tbody></table></div>`;
  return { id: 'gate', title: 'Gate', body };
}

function gateRow({ title, value, bound, pass, reason }: GateRule): Markup {
  const number = (one: number | null) => (one === null ? '–' : formatMetric(one));
  const verdict = pass
    ? html`<span class="good">✓ passes</span>`
    : html`<span class="bad">✗ fails</span>`;
  return html`<tr><td>${title}</td><td class="n">${number(value)}</td><td class="n">${number(bound)}</td><td>${verdict}</td><td>${reason}</td></tr>`;
}

/** What the version was made of, and what it was measured on. */
export function dataSection({ manifest, splits, overview }: ReportData): Section {
  const { data } = manifest;
  const { metrics, testQueries } = overview;
  const leaked = metrics?.leaked ?? 0;
  const without = metrics?.withoutLeakage;
  const body = html`${facts([
    ['Entries', formatCount(data.entries)],
    ['Terms', `${formatCount(data.terms)}, and ${formatCount(data.learntTerms)} learnt`],
    ['Judgments', `${formatCount(data.judgments)} when the version was made`],
    ...data.collections.map(
      ({ name, entries }) => [`Collection ${name}`, `${formatCount(entries)} entries`] as const,
    ),
    ['Test queries today', formatCount(testQueries)],
    metrics
      ? [
          'Leakage',
          leaked === 0
            ? 'no test query is also a term'
            : `${formatQuantity(leaked, 'test query is also a term', 'test queries are also terms')}${without ? `; NDCG@10 without them ${formatMetric(without['ndcg@10'])}, top-1 ${formatMetric(without.top1)}` : ''}`,
        ]
      : ['Leakage', null],
  ])}
<div class="scroll"><table><thead><tr><th scope="col">Split, today</th><th scope="col" class="n">Queries</th><th scope="col" class="n">Yes</th><th scope="col" class="n">No</th></tr></thead>
<tbody>${splits.map(({ split, queries, yes, no }) => html`<tr><td>${split}</td><td class="n">${formatCount(queries)}</td><td class="n">${formatCount(yes)}</td><td class="n">${formatCount(no)}</td></tr>`)}</tbody></table></div>`;
  return { id: 'data', title: 'Data and leakage', body };
}

/** Every measure of the test split. */
export function measuresSection(metrics: Metrics): Section {
  const { test, errors, pairs } = metrics;
  const misses = errors.candidateMisses + errors.scoringMisses;
  const pair = pairs.test;
  const optional = (value: number | null) => (value === null ? '–' : formatMetric(value));
  const body = html`<h3>Ranking, ${formatQuantity(test.queries, 'query', 'queries')}</h3>
${facts([
  ['MAP', formatMetric(test.map)],
  ['NDCG@10, gain 2^grade − 1', formatMetric(test['ndcg_exp@10'])],
  ['Recall@100', formatMetric(test['recall@100'])],
  ['Precision@10', formatMetric(test['precision@10'])],
  ['Judged@10', formatPercent(test['judged@10'])],
  [
    'Wrong at rank 1',
    `${formatCount(misses)}: ${formatQuantity(errors.candidateMisses, 'candidate miss', 'candidate misses')}, ${formatQuantity(errors.scoringMisses, 'scoring miss', 'scoring misses')}`,
  ],
])}
${
  pair &&
  html`<h3>Judged pairs, ${formatCount(pair.n)} of which ${formatCount(pair.positives)} are right</h3>
${facts([
  ['ROC AUC', optional(pair.roc_auc)],
  ['Average precision', optional(pair.average_precision)],
  ['F1', `${formatMetric(pair.f1)} at ${formatMetric(pair.threshold)}, chosen on calibrate`],
  ['Precision, recall there', `${formatMetric(pair.precision)}, ${formatMetric(pair.recall)}`],
  ['Brier score', formatMetric(pair.brier)],
  ['Log loss', formatMetric(pair.log_loss)],
  ['ECE, equal mass', formatMetric(pair.ece)],
  ['ECE, equal width', formatMetric(pair.ece_equal_width)],
])}`
}${correlationMarkup(metrics)}`;
  return { id: 'measures', title: 'All measures on test', body };
}

function correlationMarkup({ correlation }: Metrics): Markup | null {
  if (!correlation) return null;
  const value = (interval: Interval | null) => (interval ? formatMeasured(interval) : '–');
  return html`<h3>Score against grade, ${formatQuantity(correlation.pairs, 'graded pair')}</h3>
${facts([
  ['Spearman', value(correlation.spearman)],
  ['Pearson', value(correlation.pearson)],
  ['Kendall’s tau-b', value(correlation.kendall)],
])}`;
}
