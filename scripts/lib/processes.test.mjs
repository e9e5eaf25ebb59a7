import { describe, expect, it } from 'vitest';
import { exitCodeOfSignal, lastLine, run } from './processes.mjs';

const node = (code, options) => run(process.execPath, ['-e', code], options);

describe('run', () => {
  it('returns exit code and output', async () => {
    const result = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(result).toMatchObject({ code: 3, timedOut: false });
    expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('says 127 for a program that does not exist', async () => {
    expect((await run('/nonexistent/program', [])).code).toBe(127);
  });

  it('ends a program that takes too long, with everything it has started', async () => {
    const child = 'setInterval(() => {}, 1000)';
    const result = await node(
      `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
      { limitMs: 300 },
    );
    // Were the grandchild alive, it would hold the pipe open and this would never return.
    expect(result.timedOut).toBe(true);
    expect(result.code).not.toBe(0);
  });

  it('gives variables on, and leaves out those set to undefined', async () => {
    const { output } = await node('console.log(process.env.ONE, process.env.HOME)', {
      env: { ONE: '1', HOME: undefined },
    });
    expect(output).toBe('1 undefined\n');
  });
});

describe('exitCodeOfSignal', () => {
  it('is what a shell reports', () => {
    expect(['SIGINT', 'SIGTERM', 'SIGKILL', 'SIGODD'].map(exitCodeOfSignal)).toEqual([
      130, 143, 137, 1,
    ]);
  });
});

describe('lastLine', () => {
  it('skips empty lines and stack frames', () => {
    expect(lastLine('first\nfetch failed\n    at x (y:1)\n\n')).toBe('fetch failed');
    expect(lastLine('')).toBe('');
  });
});
