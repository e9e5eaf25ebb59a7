import { describe, expect, it } from 'vitest';
import { sampleRun } from '#test/contract/sample-run.ts';
import { isWanted } from './run-filter.ts';

const run = sampleRun({
  id: 'r20261120-3',
  status: 'failed',
  error: { code: 'DISK_FULL', message: 'Kein Platz für das Résumé.' },
  environment: { modelName: 'MiniLM' },
});

describe('a filter of runs', () => {
  it.each([
    [{}, true],
    [{ mode: 'full-train' }, true],
    [{ mode: 'build-index' }, false],
    [{ status: 'failed' }, true],
    [{ status: 'finished' }, false],
    [{ text: '  ' }, true],
    [{ text: 'R20261120-3' }, true],
    [{ text: 'resume' }, true],
    [{ text: 'FÜR' }, true],
    [{ text: 'minilm' }, true],
    [{ text: 'lexical' }, true],
    [{ text: 'v20261120' }, false],
    [{ text: 'lexical', status: 'killed' }, false],
  ] as const)('%j: %s', (filter, wanted) => {
    expect(isWanted(run, filter)).toBe(wanted);
  });
});
