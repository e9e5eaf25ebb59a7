import { expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import type { Device, Dtype } from '#core/contract/models.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import { seededRandom } from '#core/math/seeded-random.ts';
import { normaliseRows } from '#core/math/vectors.ts';
import { type ProbeCandidate, probeDevices } from './probe-devices.ts';
import { LONG_TEXTS, PROBE_TEXTS, SHORT_TEXTS } from './probe-texts.ts';

const D = 8;

/** A device whose vectors are off by `noise` and that takes `msPerText` on the clock of the machine. */
function machine() {
  let now = 0;
  const log: string[] = [];
  const candidate = (
    what: string,
    msPerText: number,
    { noise = 0, software = false }: { noise?: number; software?: boolean } = {},
  ): ProbeCandidate => {
    const [device, dtype] = what.split(' ') as [Device, Dtype];
    const embedder: Embedder = {
      dimensions: D,
      async *batches(texts) {
        now += msPerText * texts.length;
        yield { positions: Uint32Array.from(texts.keys()), vectors: vectorsOf(texts, noise) };
      },
      async close() {
        log.push(`close ${what}`);
      },
    };
    const open = async () => {
      log.push(`open ${what}`);
      return embedder;
    };
    return { device, dtype, name: `Name of ${what}`, software, open };
  };
  return { candidate, log, elapsed: () => now };
}

function vectorsOf(texts: readonly string[], noise: number): Float32Array {
  const vectors = texts.flatMap((text) => {
    const seed = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7);
    const random = seededRandom(seed);
    return Array.from({ length: D }, () => random() - 0.5 + noise * (random() - 0.5));
  });
  return normaliseRows(Float32Array.from(vectors), D);
}

it('measures speed and agreement, opens one at a time, and closes all', async () => {
  const { candidate, log, elapsed } = machine();
  const candidates = [
    candidate('webgpu fp32', 0.1),
    candidate('cpu int8', 0.5, { noise: 0.05 }),
    candidate('cpu fp32', 1),
    candidate('webgpu fp16', 0.05, { noise: 2 }),
  ];
  const seen: number[] = [];
  const reports = await probeDevices({ candidates, elapsed, progress: (done) => seen.push(done) });
  expect(
    reports.map(({ device, dtype, textsPerSecond, usable, chosen }) => [
      `${device} ${dtype}`,
      Math.round(textsPerSecond ?? 0),
      usable,
      chosen,
    ]),
  ).toEqual([
    ['webgpu fp32', 10_000, true, true],
    ['cpu int8', 2000, true, false],
    ['cpu fp32', 1000, true, false],
    ['webgpu fp16', 20_000, false, false],
  ]);
  expect(reports[0]?.agreement).toBeCloseTo(1, 6);
  expect(reports[0]?.sameTop10).toBe(1);
  expect(reports[3]?.reason).toContain('differ');
  const order = ['cpu fp32', 'cpu int8', 'webgpu fp32', 'webgpu fp16'];
  expect(log).toEqual(order.flatMap((what) => [`open ${what}`, `close ${what}`]));
  expect(seen).toEqual([0, 1, 2, 3, 4]);
});

it('does not wait for a device that is hopelessly slow', async () => {
  const { candidate, elapsed } = machine();
  const candidates = [candidate('cpu fp32', 1), candidate('webgpu fp32', 1000, { software: true })];
  const [, gpu] = await probeDevices({ candidates, elapsed });
  expect(gpu).toMatchObject({ textsPerSecond: 1, sameTop10: null, usable: true, chosen: false });
  expect(gpu?.agreement).toBeCloseTo(1, 6);
  // Two texts, twice, of a second each; and what the CPU took.
  expect(elapsed()).toBeLessThan(6000);
});

it('reports what fails and goes on', async () => {
  const { candidate, log, elapsed } = machine();
  const broken = candidate('webgpu fp32', 1);
  const failing: ProbeCandidate = {
    ...broken,
    open: async () => ({
      ...(await broken.open()),
      // biome-ignore lint/correctness/useYield: it fails before its first batch.
      async *batches() {
        throw new Error('The device was lost.');
      },
    }),
  };
  const unopened = {
    ...candidate('cpu fp32', 1),
    open: () => Promise.reject(new Error('Cut off.')),
  };
  const reports = await probeDevices({
    candidates: [unopened, candidate('cpu int8', 1), failing],
    elapsed,
  });
  expect(reports.map(({ usable, reason, agreement }) => [usable, reason, agreement])).toEqual([
    [false, 'Could not run: Cut off.', null],
    [true, 'The fastest with the right vectors: 1\u202f000 texts/s.', null],
    [false, 'Could not run: The device was lost.', null],
  ]);
  expect(log).toContain('close webgpu fp32');
});

it('stops when it is cancelled, and closes what is open', async () => {
  const { candidate, log, elapsed } = machine();
  const breathe = () => Promise.reject(new PlumblineError('CANCELLED', 'Cancelled.'));
  const probing = probeDevices({ candidates: [candidate('cpu fp32', 1)], elapsed, breathe });
  await expect(probing).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(log).toEqual(['open cpu fp32', 'close cpu fp32']);
});

it('finds a device that is wrong for long texts only', async () => {
  const { candidate, elapsed } = machine();
  const right = candidate('webgpu fp32', 0.1);
  const wrong: ProbeCandidate = {
    ...right,
    async open() {
      const embedder = await right.open();
      return {
        ...embedder,
        async *batches(texts, role) {
          for await (const batch of embedder.batches(texts, role)) {
            batch.positions.forEach((position, row) => {
              if ((texts[position] ?? '').length < 150) return;
              // A cosine of some 0.99: little among all texts, too much among the long ones.
              const vector = batch.vectors.subarray(row * D, (row + 1) * D);
              vector[0] = (vector[0] ?? 0) + 0.15;
              normaliseRows(vector, D);
            });
            yield batch;
          }
        },
      };
    },
  };
  const [, gpu] = await probeDevices({ candidates: [candidate('cpu fp32', 1), wrong], elapsed });
  expect(gpu).toMatchObject({ usable: false, reason: expect.stringContaining('mean cosine') });
});

it('probes with nearly two hundred different texts, short and long', () => {
  expect(new Set(PROBE_TEXTS).size).toBe(PROBE_TEXTS.length);
  expect(SHORT_TEXTS.length).toBeGreaterThan(150);
  const words = PROBE_TEXTS.map((text) => text.split(' ').length);
  expect(LONG_TEXTS[0]?.split(' ').length).toBeGreaterThan(35);
  expect(Math.max(...words)).toBeGreaterThan(250);
  expect(PROBE_TEXTS.filter((text) => /[{}]/.test(text))).toEqual([]);
});
