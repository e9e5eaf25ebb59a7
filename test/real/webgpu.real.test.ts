import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Chromium brings a GPU that is imitated on the CPU, SwiftShader, and a loader for it. */
const DRIVER = 'vk_swiftshader_icd.json';

const driver = process.platform === 'linux' ? await findDriver() : undefined;
if (driver === undefined) {
  console.warn(`NOT RUN: WebGPU on an imitated GPU, because no Chromium with ${DRIVER} is here.`);
}

async function findDriver(): Promise<string | undefined> {
  const there = inFolders(['/usr/lib/chromium', '/usr/lib/chromium-browser']);
  if (there !== undefined) return there;
  // Installs one where there is none.
  const script =
    "const { ensureChromium } = await import('./scripts/lib/ensure-chromium.mjs'); const { path } = await ensureChromium(console.error); console.log(path ?? '');";
  const args = ['--input-type=module', '-e', script];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const path = stdout.trim().split('\n').at(-1);
  const beside = path ? [dirname(realpathSync(path))] : [];
  return inFolders([...beside, '/usr/lib/chromium']);
}

function inFolders(folders: string[]): string | undefined {
  const whole = (folder: string) =>
    [DRIVER, 'libvulkan.so.1'].every((name) => existsSync(join(folder, name)));
  return folders.find(whole);
}

/** Tiny models with random weights: every architecture that can be converted. */
const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'models');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.webgpu-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'webgpu-child.ts'),
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs one role in a process of its own and returns what it said. */
function child(role: string, gpu = true): Record<string, unknown>[] {
  const { VK_DRIVER_FILES: _, VK_ICD_FILENAMES: __, ...plain } = process.env;
  const file = join(driver ?? '', DRIVER);
  const imitated = { VK_DRIVER_FILES: file, VK_ICD_FILENAMES: file, LD_LIBRARY_PATH: driver };
  const none = { VK_DRIVER_FILES: '/nowhere.json', VK_ICD_FILENAMES: '/nowhere.json' };
  const ended = spawnSync(process.execPath, [join(folder, 'child.mjs'), role, FIXTURES], {
    encoding: 'utf8',
    env: { ...plain, ...(gpu ? imitated : none) },
    cwd: tmpdir(),
    timeout: 300_000,
  });
  expect(ended.status, `${ended.signal ?? ''} ${ended.stderr}`).toBe(0);
  return ended.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

describe.skipIf(driver === undefined)('WebGPU on a GPU that is imitated on the CPU', () => {
  it('is found, and seen through', () => {
    const [words] = child('find');
    expect(words).toMatchObject({
      found: [
        { device: 'cpu', available: true, software: false },
        { device: 'webgpu', available: true, software: true, name: 'Imitated GPU (SwiftShader)' },
      ],
      machine: expect.stringContaining('SwiftShader'),
    });
  });

  it('gives the vectors of the CPU', () => {
    const words = child('compare');
    expect(words).toHaveLength(2);
    for (const { ranOn, difference } of words) {
      expect(ranOn).toBe('webgpu');
      expect(difference).toBeLessThan(1e-5);
    }
  });

  it('runs converted transformers as the reference implementation does', () => {
    const words = child('convert');
    expect(words).toHaveLength(6);
    for (const { name, difference } of words) expect(difference, String(name)).toBeLessThan(1e-4);
  });

  it('is refused where its vectors are wrong for long texts', () => {
    const [words] = child('doubt');
    const right = Number(words?.difference) < 1e-3;
    expect(words?.gpu).toMatchObject({
      usable: right,
      reason: expect.stringContaining(right ? 'Imitated' : 'differ from those of the CPU'),
    });
  });

  it('is measured and agrees, but is not what auto takes', () => {
    const [words] = child('choose');
    expect(words).toMatchObject({
      auto: { device: 'cpu', dtype: 'fp32', instead: false },
      reports: [
        { device: 'cpu', usable: true, chosen: true },
        {
          device: 'webgpu',
          usable: true,
          chosen: false,
          agreement: expect.closeTo(1, 5),
          textsPerSecond: expect.any(Number),
          reason: 'Imitated on the CPU, so it is never chosen by itself.',
        },
      ],
    });
  });

  it('is replaced by the CPU when it is lost, without losing a vector', () => {
    const [words] = child('lose');
    expect(words).toMatchObject({
      ranOn: 'cpu',
      reasons: ['The GPU was lost; going on with the CPU.'],
      runs: { webgpu: 4 },
    });
    expect(words?.difference).toBeLessThan(1e-5);
  });

  it('is used by one thread at a time', () => {
    expect(child('share')).toEqual([{ worked: true }, { worked: true }]);
  });
});

describe('without any GPU', () => {
  it('the CPU takes over, and says why', () => {
    const [found] = child('find', false);
    const [missed] = child('missGpu', false);
    expect(found).toMatchObject({ found: [{ available: true }, { available: false }] });
    expect(missed).toMatchObject({
      ranOn: 'cpu',
      reasons: [expect.stringMatching(/this machine has none .*Going on with the CPU\./)],
    });
  });
});
