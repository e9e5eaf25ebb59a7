import { expect, it } from 'vitest';
import { FoundDevice } from '#core/contract/models.ts';
import type { AdapterFacts } from '#core/embed/devices/describe-adapter.ts';
import { readAdapterFacts } from './adapter-facts.ts';
import { findDevices } from './find-devices.ts';

const H100: AdapterFacts = {
  platform: 'linux',
  vulkanDrivers: ['nvidia_icd.json'],
  nvidia: { name: 'NVIDIA H100', version: '550.54' },
  renderNodes: [],
  insideWindows: false,
};

const works = async () => undefined;

it('finds a GPU that works', async () => {
  const { found, machine } = await findDevices({ intraOpThreads: 2, facts: H100, tryGpu: works });
  expect(found.map((device) => FoundDevice.parse(device))).toEqual(found);
  expect(found[0]).toMatchObject({ device: 'cpu', available: true });
  expect(found[0]?.name).toMatch(/, 2 threads$/);
  expect(found[1]).toEqual({
    device: 'webgpu',
    name: 'NVIDIA H100 (Vulkan)',
    available: true,
    software: false,
    detail: 'Works; driver: nvidia 550.54.',
  });
  expect(machine).toMatch(/NVIDIA H100 .*550\.54 · onnxruntime \d+\.\d+/);
});

it('warns of a GPU that is imitated', async () => {
  const facts = { ...H100, vulkanDrivers: ['vk_swiftshader_icd.json'] };
  const { found } = await findDevices({ intraOpThreads: 1, facts, tryGpu: works });
  expect(found[1]).toMatchObject({ software: true, detail: expect.stringContaining('imitated') });
  expect(found[0]?.name).toMatch(/, 1 thread$/);
});

it('says why there is no GPU, and that the machine is another one then', async () => {
  const tryGpu = () => Promise.reject(new Error('it adds wrongly.'));
  const { found, machine } = await findDevices({ intraOpThreads: 1, facts: H100, tryGpu });
  expect(found[1]).toMatchObject({
    available: false,
    detail: 'The GPU does not work: it adds wrongly.',
  });
  expect(machine).toContain('no GPU');
});

it.skipIf(process.platform !== 'linux')('reads which Vulkan driver was named', () => {
  const named = (env: Record<string, string>) => readAdapterFacts('linux', env).vulkanDrivers;
  expect(named({ VK_DRIVER_FILES: '/a/vk_swiftshader_icd.json:/b/lvp_icd.json' })).toEqual([
    'vk_swiftshader_icd.json',
    'lvp_icd.json',
  ]);
  expect(named({ VK_ICD_FILENAMES: '/a/nvidia_icd.json' })).toEqual(['nvidia_icd.json']);
});
