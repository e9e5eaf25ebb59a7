import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import type { EvaluationDetail } from '#core/contract/evaluation-detail.ts';
import type { ReportData } from './report-data.ts';
import { reportPage } from './report-page.ts';
import { sampleReport } from './testing.ts';

/** Parses as XML, which no unclosed tag, bare `&` or doubled attribute survives. */
function parsed(page: string) {
  const faults: string[] = [];
  const parser = new DOMParser({
    onError: (level, message) => faults.push(`${level}: ${message}`),
  });
  const document = parser.parseFromString(page, 'text/xml');
  expect(faults).toEqual([]);
  return document;
}

const nothing: EvaluationDetail = {
  ...sampleReport.detail,
  against: null,
  precisionRecall: null,
  scores: [],
  operatingPoints: [],
  slices: [],
  confusion: [],
  comparisons: [],
  differences: [],
  learningCurve: null,
};
const unmeasured: ReportData = {
  ...sampleReport,
  detail: nothing,
  overview: { ...sampleReport.overview, metrics: null, points: [] },
  manifest: { ...sampleReport.manifest, gate: [], learning: null },
  status: 'unmeasured',
  model: null,
  stages: [],
  promotions: [],
};

describe('reportPage', () => {
  const page = reportPage(sampleReport);

  it('is well formed and says what it is about', () => {
    const document = parsed(page);
    expect(document.getElementsByTagName('h1')[0]?.textContent).toBe('v20261120-1');
    const links = [...document.getElementsByTagName('nav')]
      .flatMap((nav) => [...nav.getElementsByTagName('a')])
      .map((link) => link.getAttribute('href'));
    const ids = [...document.getElementsByTagName('section')].map(
      (section) => `#${section.getAttribute('id')}`,
    );
    expect(links).toEqual(ids);
    expect(ids).toHaveLength(15);
  });

  it('draws every figure and gives each its data', () => {
    const document = parsed(page);
    // Reliability has its histogram below.
    expect(document.getElementsByTagName('svg')).toHaveLength(9);
    const files = [...document.getElementsByTagName('a')]
      .map((link) => link.getAttribute('download'))
      .filter(Boolean);
    expect(files).toEqual(
      expect.arrayContaining(['precision-recall.csv', 'slices.csv', 'comparisons.csv']),
    );
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('carries the data in full precision', () => {
    const [, content = ''] =
      /download="reliability\.csv" href="data:[^,]+,([^"]+)"/.exec(page) ?? [];
    const rows = decodeURIComponent(content).trim().split('\n');
    expect(rows).toHaveLength(1 + (sampleReport.overview.metrics?.reliability.length ?? 0));
    expect(rows[0]).toBe('from,to,pairs,mean_prediction,observed,observed_lower,observed_upper');
  });

  it('asks for nothing: no script, no address', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|javascript:|\son\w+=/i);
    const addresses = page.match(/(?:href|src)="(?!#|data:text\/csv)[^"]*"/g) ?? [];
    expect(addresses).toEqual([]);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it.each([
    ['NDCG@10', '0.561'],
    ['MRR@10', '0.531'],
    ['the gate', '✗ fails'],
    ['an override', 'checked by hand'],
    ['the parent', 'v20261119-1'],
    ['leakage', '38 test queries are also terms; NDCG@10 without them 0.550'],
    ['Holm', '0.002'],
    ['the adapter', 'The adapter adds 0.031'],
    ['weights', '1.500'],
    ['what the run said', '8 936 pairs of 697 queries'],
    ['definitions', 'Clopper-Pearson'],
    ['the learning curve', 'still rising'],
  ])('shows %s', (_, text) => {
    expect(page).toContain(text);
  });

  it('says why there is nothing, in place of a chart of nothing', () => {
    const empty = reportPage(unmeasured);
    const document = parsed(empty);
    expect(document.getElementsByTagName('svg')).toHaveLength(0);
    expect(empty).toContain('This version was not measured');
    expect(empty).toContain('The learning curve has not been measured');
    expect(empty).toContain('There is no other version');
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says when its numbers are older than the data', () => {
    const stale = { ...sampleReport, detail: { ...sampleReport.detail, today: false } };
    expect(reportPage(stale)).toContain('from the day the version was made');
  });
});

const NAUGHTY = [
  `</script><img src=x onerror=alert(1)>`,
  `"><svg onload=alert(1)>`,
  `' onmouseover='alert(1)`,
  ']]><!--',
  '--><!DOCTYPE html>',
  '&lt;b&gt;&#x3c;script&#x3e;',
  'a\u0000b\u0007c\u001b[31m',
  '\ud800 lone',
  '\u202egnp.exe',
  '',
  'x'.repeat(5000),
  '\u{1f469}\u200d\u{1f52c} 日本語 العربية',
];

describe.each(NAUGHTY)('with the name %j', (name) => {
  const entry = { key: name, name };
  const hostile: ReportData = {
    ...sampleReport,
    workspace: { ...sampleReport.workspace, name },
    stages: [{ stage: name, message: name }],
    promotions: sampleReport.promotions.map((event) => ({ ...event, reason: name })),
    manifest: {
      ...sampleReport.manifest,
      gate: sampleReport.manifest.gate.map((rule) => ({ ...rule, reason: name, title: name })),
    },
    detail: {
      ...nothing,
      notes: [name],
      slices: sampleReport.detail.slices.map((slice) => ({ ...slice, value: name, facet: name })),
      confusion: [{ right: entry, found: entry, queries: 3, examples: [name, name] }],
      against: 'v20261119-1',
      differences: sampleReport.detail.differences
        .slice(0, 3)
        .map((difference) => ({ ...difference, query: name, right: entry })),
    },
  };

  it('the page stays whole and harmless', () => {
    const document = parsed(reportPage(hostile));
    for (const element of document.getElementsByTagName('*')) {
      expect(['script', 'img', 'iframe', 'object']).not.toContain(element.tagName);
      for (const { name: attribute } of element.attributes) expect(attribute).not.toMatch(/^on/);
    }
  });
});
