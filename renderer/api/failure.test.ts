import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { describeFailure, describePlace, isUnreachable, toFailure } from './failure.ts';

const badRow = new ORPCError('BAD_INPUT', {
  message: 'Row 3 has 4 fields, the header has 3.',
  data: {
    file: 'feedback.csv',
    line: 3,
    remedy: 'Put the field that holds a comma into quotes.',
    places: [{ line: 9, text: 'a,b,c,d' }],
  },
});

describe('toFailure', () => {
  it('keeps what happened, where and what to do', () => {
    const failure = toFailure(badRow);
    expect(failure.code).toBe('BAD_INPUT');
    expect(describePlace(failure)).toBe('feedback.csv, line 3');
    expect(describeFailure(failure)).toBe(
      [
        'BAD_INPUT: Row 3 has 4 fields, the header has 3.',
        'feedback.csv, line 3',
        'Put the field that holds a comma into quotes.',
        '  line 9: a,b,c,d',
      ].join('\n'),
    );
  });

  it('does not show the inside of an unexpected error', () => {
    const failure = toFailure(
      new ORPCError('INTERNAL_SERVER_ERROR', { message: 'x is undefined' }),
    );
    expect(failure.message).not.toContain('undefined');
    expect(failure.remedy).toBeTruthy();
  });
});

describe('isUnreachable', () => {
  it.each([
    ['a refused connection', new TypeError('Failed to fetch'), true],
    ['a gateway without a server', new ORPCError('BAD_GATEWAY', { status: 502 }), true],
    ['a bad file', badRow, false],
    ['a query that we gave up', new DOMException('aborted', 'AbortError'), false],
  ])('%s', (_name, error, expected) => {
    expect(isUnreachable(error)).toBe(expected);
  });
});
