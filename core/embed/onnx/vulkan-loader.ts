import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const LIBRARY = 'libvulkan.so.1';
/** What the dynamic linker knows; not on every Linux. */
const LINKER_CACHE = '/etc/ld.so.cache';
const USUAL_FOLDERS = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib'];

/**
 * Whether WebGPU would find Vulkan on this system. Where it does not, trying would end the same, but print a warning of its own
 * that nothing can hold back.
 */
export function hasVulkanLoader(
  platform: string = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (platform !== 'linux') return true;
  const named = (env.LD_LIBRARY_PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return (
    [...named, ...USUAL_FOLDERS].some((folder) => existsSync(join(folder, LIBRARY))) ||
    linkerKnows()
  );
}

function linkerKnows(): boolean {
  return existsSync(LINKER_CACHE) && readFileSync(LINKER_CACHE).includes(LIBRARY);
}
