import { expect, it } from 'vitest';
import { otherVersions } from './explain-others.ts';

it.each([
  ['the promoted one and the parent', 'v3', 'v2', 'v1', ['v4', 'v3', 'v2', 'v1'], ['v1', 'v2']],
  ['the newest beside the parent', 'v3', 'v1', 'v3', ['v4', 'v3', 'v2', 'v1'], ['v1', 'v4']],
  ['the newest two where it has no parent', 'v1', null, null, ['v3', 'v2', 'v1'], ['v3', 'v2']],
  ['none that is gone', 'v3', 'v2', 'v1', ['v3'], []],
  ['each once', 'v2', 'v1', 'v1', ['v2', 'v1'], ['v1']],
  ['none but itself', 'v1', null, 'v1', ['v1'], []],
])('compares with %s', (_, version, parent, latest, newestFirst, expected) => {
  expect(otherVersions({ version, parent }, latest, newestFirst)).toEqual(expected);
});
