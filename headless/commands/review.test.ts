import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleQueue, sampleReview } from '#test/transport/fixtures.ts';
import { cliHarness, inputOf, runInHarness } from '../cli-harness.ts';

const h = cliHarness();
const review = (...args: string[]) => runInHarness(h, ['review', 'ws', ...args]);
const answers = (text: string) => writeFile(join(h.folder, 'a.csv'), text);
const take = (...args: string[]) => review('--answers', 'a.csv', '--reviewer', 'ann', ...args);
const inputsOf = (procedure: string) =>
  h.state.calls.filter((call) => call.procedure === procedure).map(({ input }) => input);

describe('review', () => {
  it('shows how the review stands', async () => {
    const { code, stdout } = await review();
    expect(code).toBe(0);
    expect(stdout).toMatch(/ann +50 +2/);
    expect(stdout).toMatch(/ann and bob +50 +70 % +0\.400 +\[0\.151, 0\.649\]/);
    expect(stdout).toContain('Reviewers disagree on 1');
    expect(stdout).toMatch(/swe +Software Engineer \(swe\) +ann: yes, bob: no/);
    expect(stdout).toMatch(/coder +Software Engineer \(swe\) +no +0\.981 +import/);
    expect(stdout).toContain('60 drawn pairs are judged, 50 accepted, right: 0.960 [0.863, 0.995]');
    expect(stdout).toContain('target 0.950: too few to say');
    expect(stdout.trimEnd().endsWith('Go on for now.')).toBe(true);
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('gives all of it as JSON', async () => {
    expect(JSON.parse((await review('--json')).stdout)).toEqual(sampleReview);
  });
});

describe('a queue', () => {
  it('is written without anything that the model thinks', async () => {
    const { code, stdout } = await review('--queue', 'q.csv', '--reviewer', ' ann ', '--size', '7');
    expect(code).toBe(0);
    expect(inputOf(h, 'review.queue')).toMatchObject({ reviewer: 'ann', size: 7 });
    expect(await readFile(join(h.folder, 'q.csv'), 'utf8')).toBe(
      'query,key,name,terms,verdict,reason\n' +
        '"sr. softwre ""engineer""",swe,Software Engineer,SWE | Developer,,audit\n',
    );
    expect(stdout).toContain('1 pairs for ann, drawn with v20261120-1 from 40 queries.');
    expect(h.opened[0]?.readOnly).toBe(true);
  });

  it('is not written where there is nothing to ask', async () => {
    const { code, stdout } = await review('--queue', 'q.csv', '--reviewer', 'nobody', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...{ version: '', reviewer: 'nobody', pairs: 0, pool: 0, out: null },
      note: 'There is no version yet.',
    });
    await expect(readFile(join(h.folder, 'q.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('comes back as it was written, once it is filled in', async () => {
    await review('--queue', 'a.csv', '--reviewer', 'ann');
    const written = await readFile(join(h.folder, 'a.csv'), 'utf8');
    await answers(written.replace(',,audit', ',yes,audit'));
    await take();
    const [item] = sampleQueue.items;
    expect(inputsOf('review.answer')).toEqual([
      { query: item?.query, key: 'swe', verdict: 'yes', reason: 'audit', reviewer: 'ann' },
    ]);
  });
});

describe('answers', () => {
  it('are taken from what a spreadsheet made of the file', async () => {
    await answers(
      '\ufeffreason;query;key;verdict\r\naudit;"two\r\nlines";a;TRUE\r\nuncertain;q;b;0\r\n;;;\r\nuncertain;r;c;\r\naudit;s;d;Skip\r\n',
    );
    const { code, stdout } = await take('--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ reviewer: 'ann', yes: 1, no: 1, skipped: 1, left: 1 });
    expect(inputsOf('review.answer')).toMatchObject([
      { query: 'two\r\nlines', key: 'a', verdict: 'yes', reason: 'audit' },
      { query: 'q', key: 'b', verdict: 'no', reason: 'uncertain' },
      { query: 's', key: 'd', verdict: 'skip', reason: 'audit' },
    ]);
    expect(h.opened[0]?.readOnly).toBe(false);
  });

  it('of a file without reasons count as chosen', async () => {
    await answers('query,key,verdict\nq,b,no\n');
    expect((await take()).stdout).toContain('Took 1 answers of ann: 0 yes, 1 no, 0 skipped.');
    expect(inputsOf('review.answer')).toMatchObject([{ reason: 'uncertain' }]);
  });

  it('with bad rows are not taken at all, and every bad row is named', async () => {
    await answers(
      'query,key,verdict,reason\n"a\nb",k,yes,audit\nq,k,maybe,audit\nq,,no,audit\nq,k2,no,whim\nq,k3\n ,k4,no,audit\n"a\nb",k,no,audit\n',
    );
    const { code, stderr, stdout } = await take('--json');
    expect(code).toBe(2);
    expect(stderr).toContain('a.csv, line 4: The verdict is none of yes, no, skip and empty.');
    expect(stderr).toContain('There are 5 more bad rows.');
    const { error } = JSON.parse(stdout);
    expect(error.places.map(({ line }: { line: number }) => line)).toEqual([5, 6, 7, 8, 9]);
    expect(error.remedy).toContain('no answer of it was taken');
    expect(h.opened).toEqual([]);
  });

  it('are taken back where the engine refuses one of them', async () => {
    await answers('query,key,verdict\nq,a,no\nq,b,skip\nq,gone,yes\nq,c,yes\n');
    const { code, stderr } = await take();
    expect(code).toBe(2);
    expect(stderr).toMatch(/a\.csv, line 4: No such entry\. .*No answer of this file was taken/);
    expect(inputsOf('review.undo')).toEqual([{ id: 'answer-2' }, { id: 'answer-1' }]);
    expect(h.closed).toBe(1);
  });

  it.each([
    ['no reviewer', ['--answers', 'a.csv'], /not said who judges.*--reviewer/],
    ['a blank one', ['--queue', 'q.csv', '--reviewer', ' '], /not said who judges/],
    ['both steps at once', ['--queue', 'q', '--answers', 'a.csv'], /two steps/],
    ['a file that is not there', ['--answers', 'no.csv', '--reviewer', 'a'], /does not exist/],
    ['a wrong size', ['--queue', 'q', '--reviewer', 'a', '--size', '0'], /from 1 to 500/],
  ])('%s is refused', async (_, args, why) => {
    await answers('query,key,verdict\n');
    const { code, stderr } = await review(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) });
    expect(h.opened).toEqual([]);
  });

  it.each([
    ['without a verdict column', 'query,key\nq,k\n', /no column verdict/],
    ['that is empty', '', /no column query, key, verdict/],
    ['with a broken quote', 'query,key,verdict\n"q,k,yes\n', /line 2: A quote opens/],
  ])('of a file %s are refused', async (_, text, why) => {
    await answers(text);
    const { code, stderr } = await take();
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(why) });
  });
});
