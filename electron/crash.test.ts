import { describe, expect, it, vi } from 'vitest';
import { createCrashReporter, describeCrash } from './crash.ts';

describe('createCrashReporter', () => {
  it('logs every fault and tells of the first', () => {
    const lines: string[] = [];
    const tell = vi.fn();
    const crashes = createCrashReporter({ line: (text) => lines.push(text) }, tell);
    crashes.report('uncaught exception', new Error('one'));
    crashes.report('unhandled rejection', 'two');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('unhandled rejection: two');
    expect(tell.mock.calls).toEqual([['one']]);
  });
});

describe('describeCrash', () => {
  it('follows the causes', () => {
    const text = describeCrash(new Error('outer', { cause: new Error('inner') }));
    expect(text).toMatch(/outer[\s\S]+caused by Error: inner/);
  });
});
