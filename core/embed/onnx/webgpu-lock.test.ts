import { getEnvironmentData, Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { withWebGpu } from './webgpu-lock.ts';

it('lets one in at a time, and the next after a failure', async () => {
  let inside = 0;
  const work = async (fail: boolean) => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise(setImmediate);
    inside -= 1;
    if (fail) throw new Error('lost');
    return 'done';
  };
  const results = await Promise.allSettled(
    [false, true, false, true].map((fail) => withWebGpu(() => work(fail))),
  );
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'rejected',
  ]);
});

it('holds off other threads of the process', async () => {
  // A thread that has the lock's memory as every thread started later has it.
  const thread = new Worker(
    `const { getEnvironmentData, parentPort } = require('node:worker_threads');
     const lock = new Int32Array(getEnvironmentData('plumbline.webgpu-lock'));
     parentPort.on('message', () => parentPort.postMessage(Atomics.load(lock, 0)));`,
    { eval: true },
  );
  const seen = () =>
    new Promise((resolve) => {
      thread.once('message', resolve);
      thread.postMessage('look');
    });
  expect(getEnvironmentData('plumbline.webgpu-lock')).toBeInstanceOf(SharedArrayBuffer);
  expect(await seen()).toBe(0);
  expect(await withWebGpu(seen)).toBe(1);
  expect(await seen()).toBe(0);
  await thread.terminate();
});
