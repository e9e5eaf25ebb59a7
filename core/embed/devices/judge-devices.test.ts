import { expect, it } from 'vitest';
import { judgeDevices, type MeasuredDevice } from './judge-devices.ts';

const measured = (changes: Partial<MeasuredDevice>): MeasuredDevice => ({
  device: 'cpu',
  dtype: 'fp32',
  name: 'A',
  software: false,
  textsPerSecond: 1000,
  agreement: 1,
  sameTop10: 1,
  failure: null,
  ...changes,
});

const cpu = (changes: Partial<MeasuredDevice> = {}) => measured(changes);
const gpu = (changes: Partial<MeasuredDevice> = {}) => measured({ device: 'webgpu', ...changes });

it.each<[string, MeasuredDevice[], [boolean, boolean, string][]]>([
  [
    'takes the CPU where there is nothing else',
    [cpu({ textsPerSecond: 2148 })],
    [[true, true, 'The fastest with the right vectors: 2\u202f150 texts/s.']],
  ],
  [
    'takes a GPU that is clearly faster',
    [cpu(), gpu({ textsPerSecond: 12_345 })],
    [
      [true, false, 'Slower than the GPU: 1\u202f000 texts/s against 12\u202f300.'],
      [true, true, 'The fastest with the right vectors: 12\u202f300 texts/s.'],
    ],
  ],
  [
    'does not take a GPU for a few per cent',
    [cpu(), gpu({ textsPerSecond: 1090 })],
    [
      [true, true, 'The fastest with the right vectors: 1\u202f000 texts/s.'],
      [true, false, 'Not clearly faster than the CPU: 1\u202f090 texts/s against 1\u202f000.'],
    ],
  ],
  [
    'never takes an imitated GPU, however fast',
    [cpu({ textsPerSecond: 5 }), gpu({ textsPerSecond: 50, software: true })],
    [
      [true, true, 'The fastest with the right vectors: 5.0 texts/s.'],
      [true, false, 'Imitated on the CPU, so it is never chosen by itself.'],
    ],
  ],
  [
    'never takes what gives other vectors',
    [
      cpu(),
      cpu({ dtype: 'int8', textsPerSecond: 2000, agreement: 0.96 }),
      gpu({ textsPerSecond: 9000, agreement: 0.91 }),
    ],
    [
      [true, true, 'The fastest with the right vectors: 1\u202f000 texts/s.'],
      [false, false, 'Its vectors differ from those of the CPU: mean cosine 0.96, needed 0.97.'],
      [false, false, 'Its vectors differ from those of the CPU: mean cosine 0.91, needed 0.999.'],
    ],
  ],
  [
    'names the dtype where that is the difference, and both where both are',
    [
      cpu(),
      cpu({ dtype: 'int8', textsPerSecond: 2100, agreement: 0.99 }),
      gpu({ textsPerSecond: 12 }),
    ],
    [
      [true, false, 'Slower than int8: 1\u202f000 texts/s against 2\u202f100.'],
      [true, true, 'The fastest with the right vectors: 2\u202f100 texts/s.'],
      [true, false, 'Slower than the CPU with int8: 12 texts/s against 2\u202f100.'],
    ],
  ],
  [
    'says why something could not run',
    [cpu(), gpu({ textsPerSecond: null, agreement: null, failure: 'No adapter.' })],
    [
      [true, true, 'The fastest with the right vectors: 1\u202f000 texts/s.'],
      [false, false, 'Could not run: No adapter.'],
    ],
  ],
  [
    'does not trust a GPU that could not be compared, but a CPU',
    [cpu({ dtype: 'int8', agreement: null }), gpu({ agreement: null, textsPerSecond: 9000 })],
    [
      [true, true, 'The fastest with the right vectors: 1\u202f000 texts/s.'],
      [false, false, 'There was nothing on the CPU to compare its vectors with.'],
    ],
  ],
  [
    'takes nothing where nothing is sound',
    [cpu({ textsPerSecond: null, failure: 'No memory.' })],
    [[false, false, 'Could not run: No memory.']],
  ],
])('%s', (_, given, expected) => {
  const reports = judgeDevices(given);
  expect(reports.map(({ usable, chosen, reason }) => [usable, chosen, reason])).toEqual(expected);
});
