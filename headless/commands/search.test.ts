import { describe, expect, it } from 'vitest';
import type { Explanation, FieldSummary, SearchHit } from '#core/contract/search.ts';
import { sampleJob } from '#test/transport/fixtures.ts';
import { cliHarness, runInHarness } from '../cli-harness.ts';
import type { EngineClient } from '../runtime.ts';

const h = cliHarness();

const hit: SearchHit = {
  ...{ key: 'swe', name: 'Software Engineer', term: 'SWE', learnt: true },
  ...{ probability: 0.97, band: 'accept', semantic: 0.91, lexical: 0.88, contributions: [] },
  ...{ judged: 'yes', judgmentId: 'j1' },
};
const found = {
  ...{ version: 'v1', results: [hit], entries: 30, admitted: 12, milliseconds: 1 },
  ...{ scan: { exact: true, recall: null }, notice: 'A notice.' },
};
const explanation: Explanation = {
  ...{ version: 'v1', hit, rank: 1, evidence: [], runnerUp: null, margin: null, others: [] },
};
const level: FieldSummary = {
  ...{ field: 'level', type: 'number', entries: 30, values: [], distinct: 30, min: 1, max: 30 },
};

/** Runs a command line on a client that answers with the above and notes what it was asked. */
async function cli(...args: string[]) {
  const asked: Record<string, unknown> = {};
  const answers = (name: string, answer: unknown) => async (input: unknown) => {
    asked[name] = input;
    return answer;
  };
  const client = {
    search: {
      query: answers('query', found),
      fields: answers('fields', [level]),
      explain: answers('explain', explanation),
    },
    jobs: {
      rebuild: answers('rebuild', { id: 'job' }),
      watch: answers('watch', [sampleJob]),
    },
  };
  const result = await runInHarness(h, args, {
    openEngine: async (options) => {
      h.opened.push(options);
      return {
        client: client as unknown as EngineClient,
        router: {},
        close: async () => undefined,
      };
    },
  });
  return { ...result, asked };
}

describe('search', () => {
  it('says nothing to the engine that was not said to it', async () => {
    const { asked, stdout, stderr } = await cli('search', 'ws', 'swe');
    expect(asked).toEqual({ query: { text: 'swe', k: 10 } });
    expect(stdout).toContain('SWE (learnt)');
    expect(stdout).toContain('judged');
    expect(stdout).toContain('12 of 30 entries pass the filters.');
    expect(stderr).toBe('A notice.\n');
  });

  it('searches across collections, in a mode, with filters of the right type', async () => {
    const { asked } = await cli(
      ...['search', 'ws', '--key', 'k', '--collection', 'candidates', '--in', 'vacancies'],
      ...['--mode', 'letters', '--filter', 'level>=3', '--filter', 'level=4,5', '--version', 'v1'],
    );
    expect(asked.fields).toEqual({ in: 'vacancies', version: 'v1' });
    expect(asked.query).toEqual({
      ...{ key: 'k', collection: 'candidates', in: 'vacancies', version: 'v1' },
      ...{ k: 10, mode: 'letters' },
      filters: [
        { field: 'level', op: 'range', from: 3 },
        { field: 'level', op: 'is', values: [4, 5] },
      ],
    });
  });

  it('explains the first result', async () => {
    const { asked, stdout } = await cli('search', 'ws', 'swe', '--explain');
    expect(asked.explain).toEqual({ text: 'swe', entry: 'swe' });
    expect(stdout).toContain('Why Software Engineer is number 1');
    const json = JSON.parse((await cli('search', 'ws', 'swe', '--explain', '--json')).stdout);
    expect(json).toMatchObject({ results: [{ key: 'swe' }], explanation: { rank: 1 } });
  });

  it.each([
    [['search', 'ws'], 'Give either a text or --key.'],
    [['search', 'ws', 'a', '--key', 'b'], 'Give either a text or --key.'],
    [['search', 'ws', 'a', '--collection', 'b'], '--collection says where a --key is'],
    [['search', 'ws', 'a', '--filter', 'level'], 'The filter level cannot be read.'],
    [['search', 'ws', 'a', '--mode', 'sound'], "argument 'sound' is invalid"],
  ])('%j is refused before a workspace is opened', async (args, message) => {
    const { code, stderr } = await cli(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(h.opened).toEqual([]);
  });
});

describe('versions rebuild', () => {
  it('opens the workspace for writing and follows the job', async () => {
    const { asked, code, stdout } = await cli('versions', 'rebuild', 'ws', 'v1');
    expect({ code, asked: asked.rebuild }).toEqual({ code: 0, asked: { version: 'v1' } });
    expect(stdout).toContain('v1 is rebuilt');
    expect(h.opened[0]?.readOnly).toBe(false);
    expect(
      JSON.parse((await cli('versions', 'rebuild', 'ws', 'v1', '--json')).stdout),
    ).toMatchObject({ version: 'v1' });
  });
});
