import { describe, expect, it } from 'vitest';
import type { Settings, WatchedFile } from '#core/contract/index.ts';
import { placeProblem, placeRows, waitingFiles, waitingWords } from './schedule-view.ts';
import { addressProblem, nameProblem, tellObstacle, toldWords } from './services-view.ts';

describe('addressProblem', () => {
  it.each([
    ['', null],
    ['http://127.0.0.1:8000/reload', null],
    ['https://models.example.org/hook', null],
    ['127.0.0.1:8000', 'http://'],
    ['not an address', 'whole address'],
    ['file:///etc/passwd', 'http://'],
    ['http://me:secret@host/', 'secret below'],
  ])('%s', (text, problem) => {
    if (problem === null) expect(addressProblem(text)).toBeNull();
    else expect(addressProblem(text)).toContain(problem);
  });
});

describe('telling a service', () => {
  const settings = { notifyUrl: 'http://h/' } as Settings;
  it.each([
    [{ settings, latest: 'v1', readOnly: false }, null],
    [{ settings, latest: null, readOnly: false }, 'Nothing is promoted'],
    [{ settings, latest: 'v1', readOnly: true }, 'only be read'],
    [{ settings: { ...settings, notifyUrl: null }, latest: 'v1', readOnly: false }, 'No address'],
  ])('says why it cannot be done', (workspace, obstacle) => {
    if (obstacle === null) expect(tellObstacle(workspace)).toBeNull();
    else expect(tellObstacle(workspace)).toContain(obstacle);
  });

  it('says how it went', () => {
    const told = { at: '', version: 'v1', url: '', ok: false, status: null, seconds: 1, words: '' };
    expect(toldWords({ ...told, attempts: 3 })).toBe('Not told. No answer after 3 attempts.');
    expect(toldWords({ ...told, attempts: 1, words: 'Told.' })).toBe('Told.');
  });

  it('asks for names', () => {
    expect(nameProblem('plumbline')).toBeNull();
    expect(nameProblem('')).toContain('needs a name');
    expect(nameProblem('x'.repeat(251))).toContain('250');
  });
});

describe('watched places', () => {
  const place = { path: '/data', kind: 'feedback' as const, collection: 'canonical' };
  const file = (path: string, state: WatchedFile['state']): WatchedFile => ({
    ...{ path, state, place: '/data', kind: 'feedback', collection: 'canonical' },
    ...{ seenAt: null, importedAt: null, reason: null },
  });

  it.each([
    ['', null],
    ['/data/feedback.csv', null],
    ['C:\\data\\feedback.csv', null],
    ['feedback.csv', 'whole path'],
    ['/data', 'already'],
  ])('%s can be watched, or not', (path, problem) => {
    if (problem === null) expect(placeProblem(path, [place])).toBeNull();
    else expect(placeProblem(path, [place])).toContain(problem);
  });

  it('have their files beside them', () => {
    const files = [file('/data/a.csv', 'same'), { ...file('/b.csv', 'same'), place: '/b.csv' }];
    expect(placeRows([place], files)).toEqual([{ place, files: [files[0]] }]);
    expect(placeRows([place], [])).toEqual([{ place, files: [] }]);
  });

  it.each([
    [[file('/data/a.csv', 'same'), file('/data/b.csv', 'missing')], null],
    [[file('/data/feedback.csv', 'changed')], 'feedback.csv has changed'],
    [[file('/data/feedback.csv', 'new')], 'feedback.csv is new'],
    [
      [file('/data/a.csv', 'changed'), file('/data/b.csv', 'new'), file('/data/c.csv', 'same')],
      'a.csv and 1 more have changed',
    ],
  ])('that wait are said in a few words', (watched, words) => {
    expect(waitingWords(watched)).toBe(words);
    expect(waitingFiles(watched).length > 0).toBe(words !== null);
  });
});
