import { describe, expect, it } from 'vitest';
import {
  firstAgainst,
  type Place,
  placeParams,
  readPlace,
  sectionsOf,
  withAgainst,
  withVersion,
} from './place.ts';

const alone: Place = { section: 'overview', version: 'v2', against: '' };

describe('the address', () => {
  it.each<[Record<string, string>, Place]>([
    [{}, { section: 'overview', version: '', against: '' }],
    [
      { section: 'slices', version: 'v2' },
      { section: 'slices', version: 'v2', against: '' },
    ],
    [{ section: 'nonsense' }, { section: 'overview', version: '', against: '' }],
    [{ section: 'compare' }, { section: 'overview', version: '', against: '' }],
    [
      { section: 'compare', version: 'v2', against: 'v1' },
      { section: 'compare', version: 'v2', against: 'v1' },
    ],
  ])('%j', (params, place) => {
    expect(readPlace(params)).toEqual(place);
  });

  it('is read as it was written', () => {
    const place: Place = { section: 'queries', version: 'v3', against: 'v1' };
    expect(readPlace(placeParams(place))).toEqual(place);
  });
});

describe('one version or two', () => {
  it('begins comparing with the differences, and leaves them again', () => {
    const two = withAgainst(alone, 'v1');
    expect(two).toEqual({ section: 'compare', version: 'v2', against: 'v1' });
    expect(withAgainst(two, '')).toEqual(alone);
    expect(withAgainst({ ...two, section: 'slices' }, 'v0').section).toBe('slices');
  });

  it('shows the comparison only beside a second version', () => {
    expect(sectionsOf(alone).map(({ id }) => id)).not.toContain('compare');
    expect(sectionsOf({ against: 'v1' }).map(({ id }) => id)).toContain('compare');
  });

  it('lets the two change places', () => {
    const two: Place = { section: 'compare', version: 'v2', against: 'v1' };
    expect(withVersion(two, 'v1', 'v2')).toEqual({ ...two, version: 'v1', against: 'v2' });
    expect(withVersion(two, 'v3', 'v2').against).toBe('v1');
  });

  it.each([
    ['c', 'b'],
    ['b', 'a'],
    ['a', 'b'],
  ])('beside %s stands %s at first', (version, against) => {
    const points = ['b', 'a', 'c'].map((id) => ({ version: id, createdAt: id }));
    expect(firstAgainst(points, version)).toBe(against);
  });

  it('has nothing to put beside the only version', () => {
    expect(firstAgainst([{ version: 'a', createdAt: '1' }], 'a')).toBeNull();
    expect(firstAgainst([], 'a')).toBeNull();
  });
});
