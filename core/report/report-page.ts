import { figuresOf } from '#core/plots/figures.ts';
import {
  bandsSection,
  comparisonSection,
  figureOf,
  figureSection,
  learningSection,
  modelSection,
  operatingSection,
} from './decision-sections.ts';
import { DEFINITIONS } from './definitions.ts';
import { html, type Markup, trusted } from './markup.ts';
import { facts, type Section } from './parts.ts';
import type { ReportData } from './report-data.ts';
import { styleSheet } from './styles.ts';
import {
  dataSection,
  gateSection,
  headline,
  lineageSection,
  measuresSection,
  moment,
  notes,
} from './summary-sections.ts';

/**
 * A version's report as one page: no script, no network, nothing beside it. Every number is the engine's own, with three
 * digits on the page and in full precision in its data. It is well-formed XML as well as HTML.
 */
export function reportPage(data: ReportData): string {
  const { manifest, workspace, overview } = data;
  const sections = sectionsOf(data);
  const title = `${manifest.version}, ${workspace.name}`;
  const page = html`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
<title>Report: ${title}</title>
<style>${trusted(styleSheet())}</style>
</head>
<body>
<main>
<h1>${manifest.version}</h1>
<p class="lead">${workspace.name}. Written ${moment(data.at)}, made ${moment(manifest.createdAt)}.</p>
${notes(data)}
${overview.metrics && headline(overview.metrics)}
${overview.metrics && html`<p class="small">Beside each number its 95 % interval, on ${`${overview.metrics.test.queries}`} test queries that training never saw.</p>`}
<nav aria-label="Contents">${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a>`)}</nav>
${sections.map(
  ({ id, title: name, body }) => html`<section id="${id}"><h2>${name}</h2>${body}</section>
`,
)}
</main>
</body>
</html>`;
  return `<!DOCTYPE html>\n${page.markup}\n`;
}

function sectionsOf(data: ReportData): Section[] {
  const figures = figuresOf(data);
  const { metrics } = data.overview;
  const figure = (name: Parameters<typeof figureOf>[1]) => figureOf(figures, name);
  const measured: Section[] = metrics
    ? [
        measuresSection(metrics),
        ...figureSection(figure('reliability')),
        operatingSection(data, figure('precision-recall')),
        bandsSection(metrics),
        ...figureSection(figure('scores')),
      ]
    : [];
  return [
    lineageSection(data),
    gateSection(data),
    dataSection(data),
    ...measured,
    ...figureSection(figure('versions')),
    comparisonSection(data, figure('differences')),
    ...figureSection(figure('slices')),
    ...figureSection(figure('confusion')),
    learningSection(data, figure('learning-curve')),
    modelSection(data.model),
    definitionsSection(),
  ];
}

function definitionsSection(): Section {
  const group = ({ title, definitions }: (typeof DEFINITIONS)[number]): Markup =>
    html`<h3>${title}</h3><div class="definitions">${facts(definitions.map(({ name, text }) => [name, text] as const))}</div>`;
  return { id: 'definitions', title: 'Definitions', body: html`${DEFINITIONS.map(group)}` };
}
