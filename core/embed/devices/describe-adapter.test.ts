import { expect, it } from 'vitest';
import { type AdapterFacts, describeAdapter } from './describe-adapter.ts';

const linux = (changes: Partial<AdapterFacts>): AdapterFacts => ({
  platform: 'linux',
  vulkanDrivers: [],
  nvidia: null,
  renderNodes: [],
  insideWindows: false,
  ...changes,
});

const NVIDIA = { name: 'NVIDIA H100', version: '550.54' };
const intel = [{ vendor: '0x8086', driver: 'i915' }];

it.each<[string, AdapterFacts, string, boolean]>([
  [
    'a card of NVIDIA',
    linux({ nvidia: NVIDIA, vulkanDrivers: ['nvidia_icd.json'] }),
    'NVIDIA H100 (Vulkan)',
    false,
  ],
  [
    'a card of Intel',
    linux({ renderNodes: intel, vulkanDrivers: ['intel_icd.json', 'lvp_icd.json'] }),
    'Intel GPU (Vulkan)',
    false,
  ],
  [
    'SwiftShader by choice, beside a card',
    linux({ nvidia: NVIDIA, vulkanDrivers: ['vk_swiftshader_icd.json'] }),
    'Imitated GPU (SwiftShader)',
    true,
  ],
  [
    'only lavapipe is installed',
    linux({ renderNodes: intel, vulkanDrivers: ['lvp_icd.x86_64.json'] }),
    'Imitated GPU (lavapipe)',
    true,
  ],
  ['no hardware at all', linux({}), 'Imitated GPU (Vulkan)', true],
  [
    'the display of a virtual machine',
    linux({ renderNodes: [{ vendor: '0x1af4', driver: 'virtio-pci' }] }),
    'Imitated GPU (Vulkan)',
    true,
  ],
  ['Linux inside Windows', linux({ insideWindows: true }), 'GPU of Windows (Vulkan)', false],
  ['a Mac', linux({ platform: 'darwin' }), 'Apple GPU (Metal)', false],
  ['Windows', linux({ platform: 'win32' }), 'GPU (Direct3D 12)', false],
])('%s', (_, facts, name, software) => {
  expect(describeAdapter(facts)).toMatchObject({ name, software });
});

it('knows a driver from its next version', () => {
  const driver = (version: string) =>
    describeAdapter(linux({ nvidia: { ...NVIDIA, version } })).driver;
  expect(driver('550.54')).not.toBe(driver('560.10'));
});
