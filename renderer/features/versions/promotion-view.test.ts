import { describe, expect, it } from 'vitest';
import {
  deleteObstacle,
  isReason,
  rollbackTargets,
  stepFor,
  stepLabel,
  stepObstacle,
} from './promotion-view.ts';
import { anEvent, aRule, aVersion } from './testing.ts';

const [one, two, three] = ['v20261120-1', 'v20261120-2', 'v20261120-3'];
const versions = [
  aVersion(three),
  aVersion(two, { status: 'latest' }),
  aVersion(one),
  aVersion('v20261120-0', { status: 'damaged' }),
];
const history = [
  anEvent(null, 'v20261120-0'),
  anEvent('v20261120-0', one),
  anEvent(one, two),
  anEvent(two, 'v20261119-9'),
  anEvent('v20261119-9', two, 'rollback'),
];

describe('how a version becomes latest', () => {
  it.each([
    ['one that passes', aVersion(three), 'promote'],
    ['one that fails a rule', aVersion(three, { gate: [aRule({ pass: false })] }), 'override'],
    ['one that was not measured', aVersion(three, { gate: [] }), 'override'],
    ['an older one that was latest', aVersion(one), 'rollback'],
    ['an older one that never was', aVersion('v20261120-1', { version: 'x' }), 'promote'],
  ])('%s', (_what, version, kind) => {
    expect(stepFor(version, versions, history).kind).toBe(kind);
  });

  it('leaves latest for one that was it before, last first, if it is here and whole', () => {
    expect(rollbackTargets(two, versions, history)).toEqual([one]);
    const step = stepFor(aVersion(two, { status: 'latest' }), versions, history);
    expect(step).toEqual({ kind: 'leave', targets: [one] });
  });

  it('promotes a newer one that was rolled back, past the gate again', () => {
    const back = [anEvent(two, three), anEvent(three, two, 'rollback')];
    expect(stepFor(aVersion(three), versions, back).kind).toBe('promote');
  });

  it.each([
    [{ kind: 'promote' }, 'Promote v20261120-3'],
    [{ kind: 'override' }, 'Promote v20261120-3…'],
    [{ kind: 'rollback' }, 'Roll back to v20261120-3'],
    [{ kind: 'leave', targets: [] }, 'Roll back…'],
  ] as const)('%o', (step, label) => {
    expect(stepLabel(three, { ...step } as Parameters<typeof stepLabel>[1])).toBe(label);
  });
});

describe('what stands in the way', () => {
  it.each([
    ['nothing', aVersion(three), false, null],
    ['a workspace that is read', aVersion(three), true, /reading only/],
    ['damage', aVersion(three, { status: 'damaged' }), false, /damaged/],
  ])('%s', (_what, version, readOnly, expected) => {
    const obstacle = stepObstacle(version, { kind: 'promote' }, readOnly);
    if (expected === null) expect(obstacle).toBeNull();
    else expect(obstacle).toMatch(expected);
  });

  it('is that there is nothing to go back to', () => {
    const version = aVersion(two, { status: 'latest' });
    expect(stepObstacle(version, { kind: 'leave', targets: [] }, false)).toMatch(/Nothing/);
  });

  it('of deleting is what the engine says', () => {
    expect(deleteObstacle({ kept: 'It is latest.' }, false)).toBe('It is latest.');
    expect(deleteObstacle({ kept: null }, false)).toBeNull();
    expect(deleteObstacle({ kept: null }, true)).toMatch(/reading only/);
  });

  it('is a reason that says nothing', () => {
    expect(['', '  a ', 'abc'].map(isReason)).toEqual([false, false, true]);
  });
});
