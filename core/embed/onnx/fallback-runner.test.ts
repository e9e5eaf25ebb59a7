import { expect, it } from 'vitest';
import type { Device } from '#core/contract/models.ts';
import { openFallbackRunner } from './fallback-runner.ts';
import type { Runner } from './runner.ts';
import { fakeRunner, sums } from './testing.ts';
import { padBatch, type TokenBatch } from './token-batch.ts';

type Fake = ReturnType<typeof fakeRunner>;
type Fault = Parameters<typeof fakeRunner>[1];

/** As onnxruntime and Dawn put it. */
const LOST = new Error('WebGPU validation failed. [Device] is lost.');
const OUT_OF_MEMORY = new Error(
  'bfc_arena.cc:360 AllocateRawInternal Failed to allocate memory for requested buffer of size 64000000',
);

/** Eight texts of two tokens, each with ids of its own. */
const batch = padBatch(
  Array.from({ length: 8 }, (_, row) => Int32Array.of(row + 1, row + 11)),
  0,
);

async function open(
  faults: Partial<Record<Device, Fault>>,
  device: Device = 'webgpu',
  cpuTokens?: number,
) {
  const runners: Fake[] = [];
  const reasons: string[] = [];
  const runner = await openFallbackRunner({
    model: 'Model M',
    device,
    ...(cpuTokens ? { cpuTokens } : {}),
    onFallback: (reason) => reasons.push(reason),
    async open(on): Promise<Runner> {
      const made = fakeRunner(on, faults[on]);
      runners.push(made);
      return made;
    },
  });
  return { runner, runners, reasons };
}

/** First ids of the rows that a runner computed to the end. */
const rowsOf = (batches: TokenBatch[]) =>
  batches.flatMap(({ rows, width, ids }) =>
    Array.from({ length: rows }, (_, row) => ids[row * width]),
  );

it('leaves a device that works alone', async () => {
  const { runner, runners, reasons } = await open({});
  expect(await runner.run(batch)).toEqual(sums(batch));
  expect(runners.map(({ batches }) => batches.length)).toEqual([1]);
  expect(reasons).toEqual([]);
});

it('goes on with the CPU when the device is lost', async () => {
  const { runner, runners, reasons } = await open({
    webgpu: (_, run) => (run > 1 ? LOST : undefined),
  });
  await runner.run(batch);
  expect(runner.device).toBe('webgpu');
  expect(await runner.run(batch)).toEqual(sums(batch));
  await runner.run(batch);
  expect(runner.device).toBe('cpu');
  expect(reasons).toEqual(['The GPU was lost; going on with the CPU.']);
  expect(runners.map(({ device, closed }) => [device, closed])).toEqual([
    ['webgpu', true],
    ['cpu', false],
  ]);
  expect(runner.sessionMs).toBe(4);
});

it('halves a batch for which the memory does not suffice, and remembers it', async () => {
  const { runner, runners, reasons } = await open({
    webgpu: ({ rows }) => (rows > 2 ? OUT_OF_MEMORY : undefined),
  });
  expect(await runner.run(batch)).toEqual(sums(batch));
  const sizes = () => runners[0]?.batches.map(({ rows }) => rows);
  expect(sizes()).toEqual([8, 4, 2, 2, 2, 2]);
  expect(await runner.run(batch)).toEqual(sums(batch));
  expect(sizes()?.slice(6)).toEqual([2, 2, 2, 2]);
  expect(reasons).toEqual([]);
});

it('gives the CPU smaller batches than the GPU had', async () => {
  const { runner, runners } = await open({ webgpu: () => LOST }, 'webgpu', 8);
  expect(await runner.run(batch)).toEqual(sums(batch));
  expect(runners[1]?.batches.map(({ rows, width }) => rows * width)).toEqual([8, 8]);
});

it('computes no row twice when the device is lost between halves', async () => {
  const { runner, runners } = await open({
    webgpu: ({ rows, ids }) => (rows > 4 ? OUT_OF_MEMORY : ids[0] === 5 ? LOST : undefined),
  });
  expect(await runner.run(batch)).toEqual(sums(batch));
  const [gpu, cpu] = runners;
  expect(rowsOf(gpu?.batches.slice(1, 2) ?? [])).toEqual([1, 2, 3, 4]);
  expect(rowsOf(cpu?.batches ?? [])).toEqual([5, 6, 7, 8]);
});

it('takes the CPU when even one text is too much for the GPU', async () => {
  const { runner, runners, reasons } = await open({ webgpu: () => OUT_OF_MEMORY });
  expect(await runner.run(batch)).toEqual(sums(batch));
  expect(reasons).toEqual(['The memory of the GPU does not suffice; going on with the CPU.']);
  expect(rowsOf(runners[1]?.batches ?? []).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it.each<[string, Fault, string]>([
  ['numbers that are not finite', () => 'nan', 'not finite'],
  ['any other failure', () => new Error('Shader compilation went wrong.'), 'Shader compilation'],
])('does not trust a GPU with %s', async (_, webgpu, says) => {
  const { runner, reasons } = await open({ webgpu });
  expect(await runner.run(batch)).toEqual(sums(batch));
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toContain(says);
});

it.each<[string, Fault, object]>([
  ['numbers', () => 'nan', { code: 'DAMAGED', message: expect.stringContaining('Model M') }],
  [
    'memory',
    () => OUT_OF_MEMORY,
    { code: 'BAD_INPUT', message: expect.stringContaining('memory') },
  ],
  [
    'tokens',
    () => new Error('indices element out of data bounds, idx=9'),
    { code: 'DAMAGED', message: expect.stringContaining('tokenizer does not belong') },
  ],
  ['anything', () => new Error('?!'), { code: 'DAMAGED', message: 'Model M could not be run: ?!' }],
])('tells in words what the CPU cannot do: %s', async (_, cpu, error) => {
  const { runner } = await open({ cpu }, 'cpu');
  await expect(runner.run(batch)).rejects.toMatchObject(error);
});

it('halves on the CPU too', async () => {
  const { runner } = await open(
    { cpu: ({ rows }) => (rows > 3 ? OUT_OF_MEMORY : undefined) },
    'cpu',
  );
  expect(await runner.run(batch)).toEqual(sums(batch));
});

it('opens the CPU when there is no GPU, and says so', async () => {
  const reasons: string[] = [];
  const cpu = fakeRunner('cpu');
  const runner = await openFallbackRunner({
    model: 'Model M',
    device: 'webgpu',
    cpuTokens: 8,
    onFallback: (reason) => reasons.push(reason),
    async open(device) {
      if (device === 'webgpu')
        throw new Error('Failed to get a WebGPU adapter: No supported adapters');
      return cpu;
    },
  });
  expect(runner.device).toBe('cpu');
  expect(await runner.run(batch)).toEqual(sums(batch));
  expect(cpu.batches.map(({ rows }) => rows)).toEqual([4, 4]);
  expect(reasons).toEqual([
    'The GPU failed (Failed to get a WebGPU adapter: No supported adapters); going on with the CPU.',
  ]);
});

it('throws what the GPU does where nobody asked for the CPU', async () => {
  const runner = await openFallbackRunner({
    model: 'Model M',
    device: 'webgpu',
    open: async (device) => fakeRunner(device, () => LOST),
  });
  await expect(runner.run(batch)).rejects.toMatchObject({ code: 'DAMAGED' });
});

it('runs one batch at a time, in order, whoever asks', async () => {
  const { runner, runners } = await open({ webgpu: (_, run) => (run === 2 ? LOST : undefined) });
  const one = (id: number) => padBatch([Int32Array.of(id)], 0);
  const results = await Promise.all([1, 2, 3].map((id) => runner.run(one(id))));
  expect(results).toEqual([1, 2, 3].map((id) => sums(one(id))));
  expect(rowsOf(runners[1]?.batches ?? [])).toEqual([2, 3]);
});
