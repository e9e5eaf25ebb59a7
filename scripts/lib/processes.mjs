import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

const KEPT = 200_000;

/**
 * Runs a program and waits for its end.
 * `output`: 'show' passes everything on to our own streams, 'stderr' to stderr alone, 'keep' only collects it.
 * Returns {code, output, timedOut}; `code` is 127 where the program does not exist. Never throws.
 */
export function run(
  command,
  args,
  { output = 'keep', env, cwd = ROOT, limitMs, shell = false } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
      // A group of its own, so that a time limit ends what it has started as well.
      detached: limitMs !== undefined && process.platform !== 'win32',
    });
    let kept = '';
    let timedOut = false;
    const collect = (stream) => (piece) => {
      kept = (kept + piece).slice(-KEPT);
      if (output === 'show') stream.write(piece);
      if (output === 'stderr') process.stderr.write(piece);
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            endGroup(child);
          }, limitMs);
    const stop = forwardSignals(child, limitMs !== undefined);
    const finish = (code) => {
      clearTimeout(timer);
      stop();
      resolve({ code, output: kept, timedOut });
    };
    child.once('error', (error) => {
      kept += error.message;
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? exitCodeOfSignal(signal)));
  });
}

/** Runs a program on our own terminal: it reads our keys and draws on our screen. Returns its exit code. */
export function runAttached(command, args, { env, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
    const stop = forwardSignals(child, false);
    child.once('error', () => {
      stop();
      resolve(127);
    });
    child.once('close', (code, signal) => {
      stop();
      resolve(code ?? exitCodeOfSignal(signal));
    });
  });
}

/** 128 + the signal's number, as a shell reports it. */
export function exitCodeOfSignal(signal) {
  return { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }[signal] ?? 1;
}

/** The last line of a program's output that says something, for a one-line reason. */
export function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('at ')).at(-1) ?? '';
}

/** While a child runs, signals are its to answer: it ends, and we end after it with its exit code. */
function forwardSignals(child, group) {
  const forward = (signal) => (group ? endGroup(child, signal) : child.kill(signal));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}

function endGroup(child, signal = 'SIGKILL') {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // It has ended by itself meanwhile.
    if (error.code !== 'ESRCH') throw error;
  }
}
