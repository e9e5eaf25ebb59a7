import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Packs the app with electron-builder around a stand-in for Electron's binary, and looks at what
 * is in the archive. Needs the build; what it packs is for this machine's platform.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const built = ['dist/electron/main.js', 'dist/electron/engine-host.js', 'dist/renderer/index.html'];
const ready = process.platform === 'linux' && built.every((file) => existsSync(join(root, file)));

interface Asar {
  listPackage(archive: string): string[];
  extractAll(archive: string, folder: string): void;
}
const require = createRequire(join(root, 'node_modules/app-builder-lib/package.json'));
const asar = require('@electron/asar') as Asar;

/** Enough of an Electron for electron-builder: a binary with a fuse wire to set. */
function writeStandIn(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([1, 9]),
    Buffer.from('101101101'),
  ]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), wire]));
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version'])
    writeFileSync(join(folder, name), '');
}

/** The next message of a type. Rejects where the engine says that it failed, or ends. */
function reply(child: ChildProcess, type: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
    child.on('message', (message: { type: string; message?: string }) => {
      if (message.type === type) resolve(message);
      else if (message.type === 'failed') reject(new Error(message.message));
    });
  });
}

describe.skipIf(!ready)('the packed app', () => {
  let folder = '';
  let resources = '';
  let files: string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-pack-'));
    writeStandIn(join(folder, 'electron'));
    const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
    const output = join(folder, 'release');
    const options = [
      `-c.electronDist=${join(folder, 'electron')}`,
      `-c.directories.output=${output}`,
    ];
    execFileSync(process.execPath, [cli, '--linux', 'dir', '--x64', ...options], {
      cwd: root,
      stdio: 'pipe',
      timeout: 120_000,
    });
    resources = join(output, 'linux-unpacked', 'resources');
    files = asar.listPackage(join(resources, 'app.asar'));
  }, 150_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the build, and of the sources nothing', () => {
    for (const file of built) expect(files).toContain(`/${file}`);
    expect(files).toContain('/dist/electron/preload.cjs');
    const tops = new Set(files.map((file) => file.split('/')[1]));
    expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  it('holds one native set, outside the archive', () => {
    const natives = files.filter((file) => file.endsWith('.node'));
    expect(natives.map((file) => file.split('/')[2]).sort()).toEqual([
      '@lancedb',
      'onnxruntime-node',
    ]);
    for (const file of natives)
      expect(existsSync(join(resources, 'app.asar.unpacked', file)), file).toBe(true);
  });

  it('has the icon and the sample beside it', () => {
    expect(existsSync(join(resources, 'icons', '256x256.png'))).toBe(true);
    expect(existsSync(join(resources, 'samples', 'job-titles', 'workspace.json'))).toBe(true);
    expect(existsSync(join(resources, 'samples', 'job-titles', 'versions'))).toBe(false);
  });

  it('has an engine that opens the sample, with no other modules than the packed ones', async () => {
    const app = join(folder, 'app');
    asar.extractAll(join(resources, 'app.asar'), app);
    const workspace = join(folder, 'workspace');
    cpSync(join(resources, 'samples', 'job-titles'), workspace, { recursive: true });
    const script = join(root, 'test/e2e-electron/packed-engine.mjs');
    const child = fork(script, [app], { cwd: folder, stdio: 'inherit' });
    try {
      await reply(child, 'listening');
      child.send({ type: 'open', target: { folder: workspace, readOnly: false } });
      await expect(reply(child, 'ready')).resolves.toEqual({ type: 'ready' });
      child.send({ type: 'close' });
      await expect(reply(child, 'closed')).resolves.toEqual({ type: 'closed' });
    } finally {
      child.kill();
    }
  }, 60_000);
});
