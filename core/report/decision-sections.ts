import type { Band } from '#core/contract/common.ts';
import type { LearningReport } from '#core/contract/learning.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import type { FigureName, FigureSpec } from '#core/plots/figures.ts';
import {
  formatCount,
  formatDifference,
  formatMeasured,
  formatMetric,
  formatPercent,
  formatPValue,
  formatQuantity,
} from '#core/plots/format.ts';
import { operatingPointsTable } from '#core/plots/tables/pair-tables.ts';
import { comparisonsTable, differencesTable } from '#core/plots/tables/query-tables.ts';
import { html, type Markup, trusted } from './markup.ts';
import { csvLink, facts, figureMarkup, type Section, tableMarkup } from './parts.ts';
import type { ModelWeights, ReportData } from './report-data.ts';

/** Gains and losses that are listed one by one. */
const MOST_DIFFERENCES = 50;

/** A section of one figure alone. */
export function figureSection(figure: FigureSpec | undefined): Section[] {
  if (!figure) return [];
  return [{ id: figure.name, title: figure.title, body: figureMarkup(figure) }];
}

/** What each band covers, what was promised of it, and what it did on test. */
export function bandsSection({ bands }: Metrics): Section {
  const { thresholds } = bands;
  const { accept, reject, targetPrecision, maxLoss, confidence } = thresholds;
  const percent = `${formatPercent(confidence)} confidence`;
  const rows: [Band, string, string][] = [
    [
      'accept',
      accept === null ? 'none' : `from ${formatMetric(accept)}`,
      `precision at least ${targetPrecision}, ${percent}`,
    ],
    ['review', 'between', 'none'],
    [
      'reject',
      reject === null ? 'none' : `below ${formatMetric(reject)}`,
      `at most ${maxLoss} of the matches lost, ${percent}`,
    ],
  ];
  const basis =
    thresholds.basis === 'calibrated'
      ? 'Thresholds were chosen on the calibrate split; the last columns say what they did on test, which they never saw.'
      : 'There were too few judgments to choose thresholds: these are documented defaults, and nothing is promised of them.';
  const body = html`<p>${basis}</p>
<div class="scroll"><table><thead><tr><th scope="col">Band</th><th scope="col">Probability</th><th scope="col">Bound</th><th scope="col" class="n">Test pairs</th><th scope="col" class="n">Share</th><th scope="col" class="n">Right on test</th></tr></thead>
<tbody>${rows.map(([band, range, bound]) => {
    const { count, share, precision } = bands[band];
    const right = precision ? formatMeasured(precision) : '–';
    return html`<tr><td>${band}</td><td>${range}</td><td>${thresholds.basis === 'calibrated' ? bound : 'none'}</td><td class="n">${formatCount(count)}</td><td class="n">${formatPercent(share)}</td><td class="n">${right}</td></tr>`;
  })}</tbody></table></div>`;
  return { id: 'bands', title: 'Bands', body };
}

/** The curve and the thresholds that each rule would choose. */
export function operatingSection(
  { detail: { operatingPoints } }: ReportData,
  figure: FigureSpec | undefined,
): Section {
  const table = operatingPointsTable(operatingPoints);
  const points =
    operatingPoints.length > 0 &&
    html`<h3>Operating points, chosen on calibrate and measured on test</h3>${tableMarkup(table)}<p>${csvLink('operating-points', table)}</p>`;
  return {
    id: 'precision-recall',
    title: 'Precision, recall and operating points',
    body: html`${figureMarkup(figure)}${points}`,
  };
}

/** The version against the one before it: measures, then queries. */
export function comparisonSection(
  { detail: { against, comparisons, differences } }: ReportData,
  figure: FigureSpec | undefined,
): Section {
  const title = against === null ? 'Comparison' : `Compared with ${against}`;
  if (against === null || !figure) {
    return { id: 'comparison', title, body: html`<p class="none">${figure?.missing}</p>` };
  }
  const table = comparisonsTable(comparisons);
  const body = html`<p>Differences are this version minus <code>${against}</code>, on the test queries that both answered.</p>
${tableMarkup(table)}<p>${csvLink('comparisons', table)}</p>
<h3>Query by query</h3>${figureMarkup(figure)}
${changes('Largest gains', differences, (change) => change > 0)}
${changes('Largest losses', differences, (change) => change < 0)}`;
  return { id: 'comparison', title, body };
}

function changes(
  title: string,
  differences: ReportData['detail']['differences'],
  wanted: (change: number) => boolean,
): Markup | null {
  const found = differences
    .filter(({ now, before }) => wanted(now - before))
    .toSorted((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
  if (found.length === 0) return null;
  const shown = found.slice(0, MOST_DIFFERENCES);
  const { columns, rows } = differencesTable(shown);
  // The key and the plain change say little beside the rest.
  const kept = columns.flatMap(({ name }, i) => (name === 'right_key' ? [] : [i]));
  const pick = <Value>(row: readonly Value[]) => row.filter((_, i) => kept.includes(i));
  return html`<details><summary>${title}: ${formatCount(shown.length)} of ${formatCount(found.length)} queries</summary>
${tableMarkup({ columns: pick(columns), rows: rows.map(pick) })}</details>`;
}

/** What the match model weighs, and how its log-odds became probabilities. */
export function modelSection(model: ModelWeights | null): Section {
  const id = 'model';
  const title = 'Match model and calibration';
  if (!model) {
    const body = html`<p class="none">This version has no match model: letters and meaning are joined by reciprocal rank fusion, and no probability is given.</p>`;
    return { id, title, body };
  }
  const { weights, trainedOn } = model;
  const most = Math.max(...weights.map(({ weight }) => Math.abs(weight)), 1e-9);
  const body = html`<p>A logistic regression over standardised evidence, fitted on ${formatCount(trainedOn.pairs)} train pairs of ${formatCount(trainedOn.queries)} queries (${formatCount(trainedOn.positives)} of them right, ${formatCount(trainedOn.nearMisses)} unjudged near misses). A weight is what one standard deviation of a piece of evidence adds to the log-odds.</p>
<div class="scroll"><table><thead><tr><th scope="col">Evidence</th><th scope="col">Kind</th><th scope="col" class="n">Weight</th><th scope="col">Size</th></tr></thead>
<tbody>${weights
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ name, group, weight }) => {
      const width = ((120 * Math.abs(weight)) / most).toFixed(1);
      return html`<tr><td><code>${name}</code></td><td>${group}</td><td class="n">${formatMetric(weight)}</td><td><div class="bar${weight < 0 ? trusted(' minus') : ''}" style="width:${width}px"></div></td></tr>`;
    })}</tbody></table></div>
${calibrationMarkup(model)}`;
  return { id, title, body };
}

function calibrationMarkup({ calibration, tried }: ModelWeights): Markup {
  const chosen = calibration
    ? html`<p>Calibration: <b>${calibration}</b>, fitted on the calibrate split.</p>`
    : html`<p class="none">There were too few judgments for a calibration.</p>`;
  if (tried.length === 0) return html`<h3>Calibration</h3>${chosen}`;
  return html`<h3>Calibration</h3>${chosen}
<div class="scroll"><table><thead><tr><th scope="col">Kind</th><th scope="col" class="n">Log loss on held-out pairs</th><th scope="col" class="n">Standard error of the difference to the sigmoid</th></tr></thead>
<tbody>${tried.map(({ kind, logLoss, differenceError }) => html`<tr><td>${kind}</td><td class="n">${logLoss.toFixed(4)}</td><td class="n">${differenceError.toFixed(4)}</td></tr>`)}</tbody></table></div>`;
}

/** What learning brought, and whether more judgments would help. */
export function learningSection(
  { manifest: { learning }, detail: { learningCurve } }: ReportData,
  figure: FigureSpec | undefined,
): Section {
  const brought = learning
    ? html`<p>${learning.words}</p>${gainMarkup(learning)}${triedMarkup(learning)}`
    : html`<p class="none">The run of this version kept no account of what it learnt.</p>`;
  const verdict =
    learningCurve && html`<p><b>${learningCurve.verdict}.</b> ${learningCurve.words}</p>`;
  const body = html`${brought}<h3>Would more judgments help?</h3>${verdict}${figureMarkup(figure)}`;
  return { id: 'learning', title: 'Learning', body };
}

function gainMarkup({ gain }: LearningReport): Markup | null {
  if (!gain) return null;
  const { without, difference, pValue, verdict } = gain;
  return facts([
    ['MRR@10 on test without the adapter', formatMetric(without)],
    [
      'What it adds',
      `${formatDifference(difference.value)} (${formatDifference(difference.lower)} to ${formatDifference(difference.upper)}), p ${formatPValue(pValue)}: ${verdict}`,
    ],
  ]);
}

function triedMarkup({ tried, heldOut }: LearningReport): Markup | null {
  if (tried.length === 0) return null;
  const word = (is: boolean) => (is ? 'yes' : 'no');
  return html`<p>Ways to train, compared on ${formatQuantity(heldOut, 'train query', 'train queries')} kept aside:</p>
<div class="scroll"><table><thead><tr><th scope="col">Adapter</th><th scope="col">Learnt terms</th><th scope="col" class="n">MRR@10</th><th scope="col" class="n">Average precision</th></tr></thead>
<tbody>${tried.map(({ adapted, learnt, mrr, averagePrecision }) => html`<tr><td>${word(adapted)}</td><td>${word(learnt)}</td><td class="n">${formatMetric(mrr)}</td><td class="n">${averagePrecision === null ? '–' : formatMetric(averagePrecision)}</td></tr>`)}</tbody></table></div>`;
}

export const figureOf = (figures: readonly FigureSpec[], name: FigureName) =>
  figures.find((figure) => figure.name === name);
