/** @typedef {{name: string, passed: number, failed: number, skipped: number, seconds: number}} Suite */

/** What a suite came to when it could not even report. */
export const BROKEN = { passed: 0, failed: 1, skipped: 0 };

/** Counts of Vitest's JSON report; a file that could not be loaded counts as one failure. */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of Playwright's JSON report; a flaky test is a failing one. */
export function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
    skipped: stats.skipped,
  };
}

/** Counts of the last line `N passed, N failed, N skipped` of an output; null where there is none. */
export function lineCounts(output) {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped\s*$/gm)].at(-1);
  if (!found) return null;
  const [passed, failed, skipped] = found.slice(1).map(Number);
  return { passed, failed, skipped };
}

/** A suite that ended with an error must show it, whatever its report says. */
export function withExitCode(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The table of suites, and as its last line the sums. */
export function summaryLines(suites) {
  const rows = suites.map((suite) => [
    suite.failed > 0 ? 'FAIL' : suite.passed > 0 ? 'ok' : 'skip',
    suite.name,
    `${suite.passed} passed`,
    `${suite.failed} failed`,
    `${suite.skipped} skipped`,
    `${suite.seconds.toFixed(1)} s`,
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(0, ...rows.map((row) => row[column].length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  '),
  );
  return [...lines, '', sumLine(suites)];
}

/** `N passed, N failed, N skipped` over all suites. */
export function sumLine(suites) {
  const sum = (what) => suites.reduce((total, suite) => total + suite[what], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
