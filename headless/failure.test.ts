import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { failureJson, failureLines, jobFailure, toFailure } from './failure.ts';

const places = Array.from({ length: 8 }, (_, index) => ({ line: index + 3, text: `row ${index}` }));

describe('toFailure', () => {
  it('keeps code and detail of an expected error', () => {
    const error = new PlumblineError('BUSY', 'Held.', { remedy: 'Wait.' });
    expect(toFailure(error)).toEqual({
      code: 'BUSY',
      message: 'Held.',
      detail: { remedy: 'Wait.' },
    });
  });

  it('reads the same from an error that came over a wire', () => {
    const error = new ORPCError('BAD_INPUT', { message: 'No.', data: { file: 'a.csv', line: 2 } });
    expect(toFailure(error)).toEqual({
      code: 'BAD_INPUT',
      message: 'No.',
      detail: { file: 'a.csv', line: 2 },
    });
  });

  it('turns a rejected schema into bad input that names the field', () => {
    const error = new ORPCError('BAD_REQUEST', {
      data: { issues: [{ path: ['k'], message: 'Too big' }] },
    });
    expect(toFailure(error)).toMatchObject({ code: 'BAD_INPUT', message: 'k: Too big' });
  });

  it.each([
    ['ENOENT', 'NOT_FOUND', '/x/a.csv does not exist.'],
    ['ENOSPC', 'DISK_FULL', '/x/a.csv could not be written: the disk is full.'],
    ['EACCES', 'READ_ONLY', '/x/a.csv may not be opened by this user.'],
  ])('explains %s', (errno, code, message) => {
    const error = Object.assign(new Error(errno), { code: errno, path: '/x/a.csv' });
    expect(toFailure(error)).toMatchObject({ code, message });
  });

  it('calls an aborted call cancelled', () => {
    expect(toFailure(new DOMException('stop', 'AbortError')).code).toBe('CANCELLED');
  });

  it.each([new TypeError('x is undefined'), 'a string', null, undefined, { code: 'ODD' }])(
    'calls anything else INTERNAL: %s',
    (error) => {
      expect(toFailure(error).code).toBe('INTERNAL');
    },
  );
});

describe('failureLines', () => {
  it('says file, line, message and remedy in one line', () => {
    const failure = toFailure(
      new PlumblineError('BAD_INPUT', 'Neither yes\nnor no.', {
        file: 'f.csv',
        line: 3,
        remedy: 'Mend it.',
      }),
    );
    expect(failureLines(failure)).toEqual([
      'plumbline: f.csv, line 3: Neither yes nor no. Mend it.',
    ]);
  });

  it('lists five further places and counts the rest', () => {
    const lines = failureLines({ code: 'BAD_INPUT', message: 'Bad.', detail: { places } });
    expect(lines).toHaveLength(7);
    expect(lines[1]).toBe('  line 3: row 0');
    expect(lines[6]).toBe('  and 3 more');
  });
});

describe('failureJson', () => {
  it('puts the detail beside code and message', () => {
    expect(failureJson({ code: 'BAD_INPUT', message: 'Bad.', detail: { line: 4 } })).toEqual({
      error: { code: 'BAD_INPUT', message: 'Bad.', line: 4 },
    });
  });
});

describe('jobFailure', () => {
  it('keeps what the job recorded', () => {
    expect(jobFailure({ code: 'DISK_FULL', message: 'Full.', remedy: 'Free space.' })).toEqual({
      code: 'DISK_FULL',
      message: 'Full.',
      detail: { remedy: 'Free space.' },
    });
  });

  it('does not invent a code', () => {
    expect(jobFailure({ code: 'ODD', message: 'x' }).code).toBe('INTERNAL');
    expect(jobFailure(null).code).toBe('INTERNAL');
  });
});
