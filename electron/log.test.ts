import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openLog', () => {
  it('makes its folder, and dates each line', () => {
    const log = openLog(join(folder, 'a', 'logs'), 'shell.log', () => new Date(0));
    log.line('started');
    log.write('as it is\n');
    expect(readFileSync(join(log.folder, 'shell.log'), 'utf8')).toBe(
      '1970-01-01T00:00:00.000Z started\nas it is\n',
    );
  });

  it('starts anew above its largest size and keeps the one before', () => {
    const file = join(folder, 'shell.log');
    writeFileSync(file, 'x'.repeat(5_000_001));
    openLog(folder, 'shell.log').write('new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(readFileSync(`${file}.1`, 'utf8')).toHaveLength(5_000_001);
  });
});
