import { describe, expect, it } from 'vitest';
import { changedSettings } from './settings-arguments.ts';

describe('changedSettings', () => {
  it('reads numbers, words and JSON', () => {
    const mustPass = [{ query: 'a=b', key: 'k' }];
    expect(
      changedSettings(['minAccuracy=0.3', 'terms=joined', `mustPass=${JSON.stringify(mustPass)}`]),
    ).toEqual({ minAccuracy: 0.3, terms: 'joined', mustPass });
  });

  it('names nothing that was not asked for', () => {
    expect(changedSettings([])).toEqual({});
  });

  it.each([
    ['minacc=1', /no setting "minacc"/],
    ['toString=1', /no setting/],
    ['minAccuracy', /needs a value/],
    ['minAccuracy=2', /cannot be that/],
    ['minAccuracy=high', /cannot be that/],
    ['terms=none', /cannot be that/],
  ])('refuses %s', (assignment, message) => {
    expect(() => changedSettings([assignment])).toThrowError(message);
  });
});
