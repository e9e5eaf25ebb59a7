import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hasVulkanLoader } from './vulkan-loader.ts';

it('has nothing to look for where Vulkan is not what WebGPU uses', () => {
  expect(hasVulkanLoader('win32', {})).toBe(true);
  expect(hasVulkanLoader('darwin', {})).toBe(true);
});

it.skipIf(process.platform !== 'linux')('finds the library in a folder that is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-vulkan-'));
  try {
    await writeFile(join(folder, 'libvulkan.so.1'), '');
    expect(hasVulkanLoader('linux', { LD_LIBRARY_PATH: `/nowhere:${folder}` })).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
