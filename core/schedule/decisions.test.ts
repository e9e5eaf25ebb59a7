import { describe, expect, it } from 'vitest';
import type { JobState } from '#core/contract/jobs.ts';
import { followChain, wantsTraining } from './chain.ts';
import { afterLook, type FileNote, isSettling, wantsReading } from './file-note.ts';
import { type Imports, isTakeable, watchedFile } from './file-state.ts';
import { nextStep } from './next-step.ts';
import { outcomeWords } from './schedule-words.ts';
import type { Chain } from './stored-schedule.ts';
import { isWatchable } from './watchable.ts';

const about = {
  path: '/in/a.csv',
  place: '/in',
  kind: 'feedback',
  collection: 'canonical',
} as const;
const stamp = (bytes: number) => ({ bytes, modifiedAt: 5 });
const looked = (before: FileNote | undefined, found: Parameters<typeof afterLook>[1]['found']) =>
  afterLook(before, { ...about, found }, '2026-11-20T10:00:00Z');

/** A file whose content is known. */
const whole = (patch: Partial<FileNote> = {}): FileNote => ({
  ...looked(undefined, stamp(3)),
  content: { sha256: 'new', stamp: stamp(3) },
  ...patch,
});
const record = (sha256: string, patch: Partial<Imports[number]> = {}): Imports[number] => ({
  ...{ kind: 'feedback', name: 'a.csv', sha256, at: '2026-11-19T10:00:00Z' },
  ...patch,
});

describe('a file', () => {
  it.each([
    ['a.csv', 'feedback', true],
    ['A.TSV', 'feedback', true],
    ['a.json', 'feedback', false],
    ['a.json', 'canonical', true],
    ['a.parquet', 'canonical', true],
    ['.a.csv', 'feedback', false],
    ['~$a.csv', 'feedback', false],
    ['a.csv.part', 'feedback', false],
    ['a.part.csv', 'feedback', false],
    ['a.csv~', 'feedback', false],
    ['a.csv.crdownload', 'feedback', false],
    ['a.tmp', 'feedback', false],
    ['a', 'feedback', false],
  ] as const)('%s as %s is looked at: %s', (name, kind, expected) => {
    expect(isWatchable(name, kind)).toBe(expected);
  });

  it('is read once it is the same at two looks, and again when it has changed', () => {
    const first = looked(undefined, stamp(3));
    expect([wantsReading(undefined, first), isSettling(first)]).toEqual([false, true]);
    const second = looked(first, stamp(3));
    expect(wantsReading(first, second)).toBe(true);
    const read = whole();
    const third = looked(read, stamp(3));
    expect([wantsReading(read, third), isSettling(third)]).toEqual([false, false]);
    const grown = looked(read, stamp(4));
    expect([wantsReading(read, grown), isSettling(grown)]).toEqual([false, true]);
    expect(wantsReading(grown, looked(grown, stamp(4)))).toBe(true);
  });

  it('that cannot be read is not tried again until it changes', () => {
    const trouble = { state: 'unreadable', reason: 'no right', stamp: stamp(3) } as const;
    const note = { ...looked(undefined, stamp(3)), trouble };
    expect(looked(note, stamp(3)).trouble).toEqual(trouble);
    expect(wantsReading(note, looked(note, stamp(3)))).toBe(false);
    expect(looked(note, stamp(4)).trouble).toBeNull();
    const gone = looked(note, { state: 'missing', reason: 'gone' });
    expect(gone).toMatchObject({ stamp: null, trouble: { state: 'missing' } });
    expect(looked(gone, stamp(3)).trouble).toBeNull();
  });

  it.each<[string, Partial<FileNote>, Imports, string | null]>([
    ['is new', {}, [], 'new'],
    ['is known by its content under another name', {}, [record('new', { name: 'b.csv' })], 'same'],
    ['is another collection', {}, [record('new', { kind: 'canonical' })], 'new'],
    ['has changed by its name', {}, [record('old')], 'changed'],
    ['was imported by hand', {}, [record('old'), record('new')], 'same'],
    ['went back to what it was before', {}, [record('new'), record('old')], 'changed'],
    ['was imported from here', { imported: { sha256: 'new', at: 'x' } }, [record('old')], 'same'],
    ['has changed since', { imported: { sha256: 'old', at: 'x' } }, [], 'changed'],
    ['was refused', { refused: { sha256: 'new', reason: 'r' } }, [], 'refused'],
    ['has changed since it was refused', { refused: { sha256: 'old', reason: 'r' } }, [], 'new'],
    ['is ignored', { ignored: 'new' }, [record('old')], 'same'],
    ['has changed since it was ignored', { ignored: 'old' }, [], 'new'],
    ['is missing', { trouble: { state: 'missing', reason: 'r', stamp: null } }, [], 'missing'],
    ['was never whole', { content: null }, [], null],
  ])('%s', (_, patch, imports, expected) => {
    expect(watchedFile(whole(patch), imports)?.state ?? null).toBe(expected);
  });

  it('is taken in only when it is whole', () => {
    expect(isTakeable(whole(), [])).toBe(true);
    expect(isTakeable(looked(whole(), stamp(9)), [])).toBe(false);
    expect(isTakeable(whole(), [record('new')])).toBe(false);
  });
});

const job = (status: JobState['status'], patch: Partial<JobState> = {}) =>
  ({ id: 'j1', status, imported: null, error: null, finishedAt: 'then', ...patch }) as JobState;
const chain = (patch: Partial<Chain> = {}): Chain => ({
  imports: [{ path: about.path, sha256: 'new', job: 'j1' }],
  ...{ imported: 0, training: null },
  ...patch,
});

describe('a chain', () => {
  it.each<[string, JobState[], Partial<FileNote>, boolean]>([
    ['goes on', [job('running')], { imported: null, refused: null }, true],
    ['waits', [job('queued')], { imported: null }, true],
    ['is imported', [job('done')], { imported: { sha256: 'new', at: 'then' } }, true],
    [
      'is imported as it was read',
      [job('done', { imported: { sha256: 'read', at: 'a' } as never })],
      { imported: { sha256: 'read', at: 'a' } },
      true,
    ],
    [
      'fails',
      [job('failed', { error: { code: 'BAD_INPUT', message: 'no key' } })],
      { refused: { sha256: 'new', reason: 'no key' } },
      false,
    ],
    [
      'is cancelled',
      [job('cancelled')],
      { refused: { sha256: 'new', reason: expect.any(String) } },
      false,
    ],
    ['is cut off', [job('interrupted')], { refused: null, cutOff: 'new' }, false],
    ['is gone', [], { refused: null, cutOff: 'new' }, false],
  ])('whose import %s', (_, jobs, expected, goesOn) => {
    const followed = followChain(chain(), [whole()], jobs);
    expect(followed.files[0]).toMatchObject(expected);
    expect(followed.chain !== null).toBe(goesOn);
  });

  it('gives up an import that was cut off twice', () => {
    const [note] = followChain(chain(), [whole({ cutOff: 'new' })], []).files;
    expect(note?.refused).toMatchObject({ sha256: 'new' });
  });

  it('trains once all imports have ended and one has brought something', () => {
    const { imports } = chain();
    const two = chain({ imports: [...imports, { path: '/in/b.csv', sha256: 'b', job: 'j2' }] });
    const running = followChain(two, [whole()], [job('done'), job('running', { id: 'j2' })]).chain;
    expect(running).toMatchObject({ imported: 1, imports: [{ job: 'j2' }] });
    expect(wantsTraining(running)).toBe(false);
    const ended = followChain(running ?? two, [], [job('failed', { id: 'j2' })]).chain;
    expect(wantsTraining(ended)).toBe(true);
    const training = { ...chain({ imports: [], imported: 1 }), training: 't' };
    expect(wantsTraining(training)).toBe(false);
    expect(followChain(training, [], [job('running', { id: 't' })]).chain).toEqual(training);
    expect(followChain(training, [], [job('failed', { id: 't' })]).chain).toBeNull();
    expect(followChain(training, [], []).chain).toBeNull();
  });
});

describe('the next step', () => {
  const files = [whole()];
  const wanting = chain({ imports: [], imported: 1 });
  const due = new Date(0);
  const quiet = { busy: false, chain: null, due: null, onChange: 'train', takeable: [] } as const;

  it.each([
    ['nothing', quiet, { do: 'nothing' }],
    ['an import', { ...quiet, takeable: files }, { do: 'import', files }],
    ['nothing but an offer', { ...quiet, onChange: 'offer', takeable: files }, { do: 'nothing' }],
    ['nothing while a job runs', { ...quiet, busy: true, takeable: files, due }, { do: 'nothing' }],
    [
      'nothing while its imports go on',
      { ...quiet, chain: chain(), due, takeable: files },
      { do: 'nothing' },
    ],
    ['its training', { ...quiet, chain: wanting }, { do: 'train' }],
    [
      'its training, also where changes are offered',
      { ...quiet, onChange: 'offer', chain: wanting },
      { do: 'train' },
    ],
    ['the daily training', { ...quiet, due }, { do: 'train-daily', due }],
    [
      'the daily training in place of its own',
      { ...quiet, due, chain: wanting },
      { do: 'train-daily', due },
    ],
    [
      'an import before the daily training',
      { ...quiet, due, takeable: files },
      { do: 'import', files },
    ],
  ] as const)('is %s', (_, situation, expected) => {
    expect(nextStep(situation)).toEqual(expected);
  });
});

it.each([
  [undefined, /cut off/],
  [job('interrupted'), /cut off/],
  [job('queued'), /waits/],
  [job('paused'), /goes on/],
  [job('cancelled'), /cancelled/],
  [job('failed', { error: { code: 'BAD_INPUT', message: 'No data.' } }), /failed. No data/],
  [
    job('done', { train: { version: 'v1', promoted: true } as never }),
    /made v1, which is promoted/,
  ],
  [job('done', { train: { version: 'v1', promoted: false } as never }), /not promoted/],
])('says what became of a daily training', (ended, expected) => {
  expect(outcomeWords(ended)).toMatch(expected);
});
