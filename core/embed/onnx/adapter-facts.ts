import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { AdapterFacts } from '#core/embed/devices/describe-adapter.ts';

const VULKAN_FOLDERS = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
const DRM = '/sys/class/drm';
const NVIDIA = '/proc/driver/nvidia';

/** Reads what the operating system tells of its graphics hardware; what is not there is left out. */
export function readAdapterFacts(
  platform: string = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): AdapterFacts {
  return {
    platform,
    vulkanDrivers: vulkanDrivers(env),
    nvidia: nvidia(),
    renderNodes: namesIn(DRM)
      .filter((name) => name.startsWith('renderD'))
      .map(renderNode),
    insideWindows: existsSync('/dev/dxg'),
  };
}

function vulkanDrivers(env: Readonly<Record<string, string | undefined>>): string[] {
  const named = env.VK_DRIVER_FILES || env.VK_ICD_FILENAMES;
  if (named) return named.split(delimiter).map((path) => basename(path));
  return VULKAN_FOLDERS.flatMap(namesIn);
}

function nvidia(): AdapterFacts['nvidia'] {
  const folder = join(NVIDIA, 'gpus');
  const [card] = namesIn(folder);
  if (card === undefined) return null;
  const model = /^Model:\s*(.+)$/m.exec(textOf(join(folder, card, 'information')))?.[1];
  const version = /Kernel Module\D*([\d.]+)/.exec(textOf(join(NVIDIA, 'version')))?.[1];
  return { name: model?.trim() ?? 'NVIDIA GPU', version: version ?? 'unknown' };
}

function renderNode(name: string): { vendor: string; driver: string } {
  const device = join(DRM, name, 'device');
  const driver = /^DRIVER=(.+)$/m.exec(textOf(join(device, 'uevent')))?.[1];
  return { vendor: textOf(join(device, 'vendor')).trim(), driver: driver ?? 'unknown' };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // Not this kind of machine, or not ours to read: either way nothing is known.
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
