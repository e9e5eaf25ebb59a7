import { expect, it } from 'vitest';
import type { DeviceReport } from '#core/contract/models.ts';
import { chooseDevice, type WantedDevice } from './choose-device.ts';

function report(
  what: string,
  textsPerSecond: number,
  changes: Partial<DeviceReport> = {},
): DeviceReport {
  const [device, dtype] = what.split(' ') as [DeviceReport['device'], DeviceReport['dtype']];
  return {
    device,
    dtype,
    name: what,
    software: false,
    textsPerSecond,
    agreement: 1,
    sameTop10: 1,
    usable: true,
    chosen: false,
    reason: `Reason of ${what}.`,
    ...changes,
  };
}

const BROKEN = { usable: false, reason: 'Its vectors differ.' };
const CPU = [report('cpu fp32', 1000), report('cpu int8', 2000, { chosen: true })];
const GPU = [
  report('cpu fp32', 1000),
  report('cpu int8', 2000),
  report('webgpu fp32', 9000, { chosen: true }),
  report('webgpu int8', 500),
];
const SOFTWARE = [...CPU, report('webgpu fp32', 9000, { software: true })];
const WRONG_GPU = [...CPU, report('webgpu fp32', 9000, BROKEN)];

it.each<[string, DeviceReport[], WantedDevice, string]>([
  ['fastest of all', GPU, { device: 'auto', dtype: 'auto' }, 'webgpu fp32'],
  ['fastest of a dtype', GPU, { device: 'auto', dtype: 'int8' }, 'cpu int8'],
  ['fastest of a device', GPU, { device: 'cpu', dtype: 'auto' }, 'cpu int8'],
  ['named, though slower', GPU, { device: 'webgpu', dtype: 'int8' }, 'webgpu int8'],
  ['never an imitated GPU', SOFTWARE, { device: 'auto', dtype: 'auto' }, 'cpu int8'],
  ['nor for its dtype', SOFTWARE, { device: 'auto', dtype: 'fp32' }, 'cpu fp32'],
  ['unless it is named', SOFTWARE, { device: 'webgpu', dtype: 'auto' }, 'webgpu fp32'],
  ['never wrong vectors', WRONG_GPU, { device: 'auto', dtype: 'auto' }, 'cpu int8'],
])('%s', (_, reports, wanted, expected) => {
  const { device, dtype, reason, instead } = chooseDevice(reports, wanted);
  expect(`${device} ${dtype}`).toBe(expected);
  const chosen = reports.some((one) => one.chosen && one.name === expected);
  expect(reason).toBe(`${chosen ? '' : 'As you chose. '}Reason of ${expected}.`);
  expect(instead).toBe(false);
});

it.each<[string, DeviceReport[], WantedDevice, string, string]>([
  [
    'vectors differ: the same dtype on the CPU',
    WRONG_GPU,
    { device: 'webgpu', dtype: 'fp32' },
    'cpu fp32',
    'The GPU with fp32: Its vectors differ. Using the CPU with fp32 instead.',
  ],
  [
    'no GPU',
    CPU,
    { device: 'webgpu', dtype: 'auto' },
    'cpu int8',
    'This machine has no GPU that can be used. Using the CPU with int8 instead.',
  ],
  [
    'no such weights',
    CPU,
    { device: 'auto', dtype: 'q4' },
    'cpu int8',
    'The model has no weights in q4. Using the CPU with int8 instead.',
  ],
  [
    'an imitated GPU is all that has the dtype',
    [...CPU, report('webgpu fp16', 10, { software: true })],
    { device: 'auto', dtype: 'fp16' },
    'cpu int8',
    'The GPU with fp16: Reason of webgpu fp16. Using the CPU with int8 instead.',
  ],
])('%s', (_, reports, wanted, expected, reason) => {
  const decision = chooseDevice(reports, wanted);
  expect(`${decision.device} ${decision.dtype}`).toBe(expected);
  expect(decision).toMatchObject({ reason, instead: true });
});

it('says what is wrong with everything where the model runs on nothing', () => {
  const choose = () =>
    chooseDevice([report('cpu fp32', 1, BROKEN)], { device: 'auto', dtype: 'auto' });
  expect(choose).toThrow('The model runs on nothing here. The CPU with fp32: Its vectors differ.');
});
