import { describe, expect, it } from 'vitest';
import {
  lineCounts,
  playwrightCounts,
  summaryLines,
  vitestCounts,
  withExitCode,
} from './summary.mjs';

describe('vitestCounts', () => {
  it('counts files that could not be loaded', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });
});

describe('playwrightCounts', () => {
  it('counts flaky tests and errors outside tests as failures', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(playwrightCounts({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });
});

describe('lineCounts', () => {
  it('takes the last such line', () => {
    const output =
      '1 passed, 0 failed, 0 skipped\nnoise\n7 passed, 1 failed, 2 skipped\nnpm error\n';
    expect(lineCounts(output)).toEqual({ passed: 7, failed: 1, skipped: 2 });
    expect(lineCounts('nothing')).toBeNull();
  });
});

describe('withExitCode', () => {
  it('does not let a failed suite look green', () => {
    const green = { passed: 3, failed: 0, skipped: 0 };
    expect(withExitCode(green, 1).failed).toBe(1);
    expect(withExitCode(green, 0)).toBe(green);
    expect(withExitCode({ ...green, failed: 2 }, 1).failed).toBe(2);
  });
});

describe('summaryLines', () => {
  it('ends with the sums', () => {
    const lines = summaryLines([
      { name: 'types', passed: 1, failed: 0, skipped: 0, seconds: 3.21 },
      { name: 'unit', passed: 120, failed: 2, skipped: 1, seconds: 10 },
      { name: 'electron', passed: 0, failed: 0, skipped: 4, seconds: 0 },
    ]);
    expect(lines[0]).toBe('ok    types       1 passed  0 failed  0 skipped   3.2 s');
    expect(lines[1]).toMatch(/^FAIL {2}unit/);
    expect(lines[2]).toMatch(/^skip {2}electron/);
    expect(lines.at(-1)).toBe('121 passed, 2 failed, 5 skipped');
  });
});
