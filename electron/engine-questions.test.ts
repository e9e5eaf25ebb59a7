import { describe, expect, it } from 'vitest';
import { engineQuestion } from './engine-questions.ts';

const folder = '/data/jobs';
const actionsOf = (state: Parameters<typeof engineQuestion>[0]) =>
  engineQuestion(state, folder)?.actions.map(({ action }) => action);

describe('engineQuestion', () => {
  it('asks nothing while the engine runs or restarts', () => {
    expect(engineQuestion({ state: 'starting' }, folder)).toBeNull();
    expect(engineQuestion({ state: 'ready' }, folder)).toBeNull();
    const restarting = { state: 'restarting', milliseconds: 250, reason: 'exit code 1' } as const;
    expect(engineQuestion(restarting, folder)).toBeNull();
  });

  it('offers to read a workspace that another process holds', () => {
    const state = { state: 'failed', code: 'BUSY', message: 'Process 12 holds it.' } as const;
    expect(engineQuestion(state, folder)).toMatchObject({
      message: '/data/jobs could not be opened.',
      detail: 'Process 12 holds it.',
    });
    expect(actionsOf(state)?.[0]).toBe('open-read-only');
  });

  it.each(['NEWER_WORKSPACE', 'DAMAGED', 'NO_WORKSPACE', 'READ_ONLY'])(
    'offers another folder for %s',
    (code) =>
      expect(actionsOf({ state: 'failed', code, message: '' })).toEqual([
        'open-other',
        'try-again',
        'quit',
      ]),
  );

  it('shows the logs of a fault, and says when it gave up', () => {
    expect(actionsOf({ state: 'failed', code: 'INTERNAL', message: '' })).toContain('show-logs');
    const question = engineQuestion({ state: 'stopped', reason: 'exit code 9' }, folder);
    expect(question?.detail).toContain('exit code 9');
    expect(question?.actions[0]?.label).toBe('Try again');
  });

  it('always lets the user quit, last', () => {
    for (const code of ['BUSY', 'INTERNAL', 'DAMAGED'])
      expect(actionsOf({ state: 'failed', code, message: '' })?.at(-1)).toBe('quit');
  });
});
