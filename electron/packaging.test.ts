import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** What this test reads of electron-builder.yml. */
interface BuilderConfig {
  files: (string | { from: string; to: string })[];
  asarUnpack: string[];
  extraResources: { from: string; to: string; filter: string[] }[];
  directories: { output: string };
  publish: unknown;
  npmRebuild: boolean;
  electronFuses: Record<string, boolean>;
  linux: PlatformConfig;
  win: PlatformConfig;
  mac: PlatformConfig;
}
interface PlatformConfig {
  target: { target: string; arch: string }[];
  icon: string;
  files: string[];
}
interface SchemaError {
  instancePath: string;
  message?: string;
}
interface Ajv {
  compile(schema: unknown): { (value: unknown): boolean; errors?: SchemaError[] | null };
}
type Filter = (file: string, stat: { isDirectory(): boolean }) => boolean;
type FileMatcher = new (
  from: string,
  to: string,
  expand: (text: string) => string,
  patterns: string[],
) => { createFilter(): Filter };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const builder = join(root, 'node_modules', 'app-builder-lib');
// What electron-builder itself uses, so that its own rules decide.
const require = createRequire(join(builder, 'package.json'));
const { FileMatcher } = require(join(builder, 'out', 'fileMatcher.js')) as {
  FileMatcher: FileMatcher;
};
const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
const config = (require('js-yaml') as { load(text: string): unknown }).load(text) as BuilderConfig;

/** Does a list of patterns keep this file? */
function keeps(patterns: readonly string[], file: string): boolean {
  const filter = new FileMatcher(root, root, (pattern) => pattern, [...patterns]).createFilter();
  return filter(join(root, file), { isDirectory: () => false });
}

const patterns = config.files.filter((entry) => typeof entry === 'string');
/** Of node_modules electron-builder starts with everything and applies the exclusions. */
const exclusions = (platform: PlatformConfig) => [
  '**/*',
  ...[...patterns, ...platform.files].filter((pattern) => pattern.startsWith('!')),
];

describe('electron-builder.yml', () => {
  it('fits the schema', () => {
    const ajv = new (require('ajv').default as new (options: object) => Ajv)({
      strict: false,
      allErrors: true,
    });
    const schema = JSON.parse(readFileSync(join(builder, 'scheme.json'), 'utf8'));
    const validate = ajv.compile(schema);
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...config, asarUnpacked: [] })).toBe(false);
  });

  it.each([
    ['dist/electron/main.js', true],
    ['dist/electron/engine-host.js', true],
    ['dist/electron/preload.cjs', true],
    ['dist/electron/chunks/shared-1.js', true],
    ['dist/node/job-worker.js', true],
    ['dist/node/scan-worker.js', true],
    ['dist/node/match-worker.js', true],
    ['dist/renderer/index.html', true],
    ['dist/renderer/assets/index-1.css', true],
    ['package.json', true],
    ['dist/renderer/assets/index-1.js.map', false],
    ['core/engine.ts', false],
    ['electron/main.ts', false],
    ['test/golden/trec.json', false],
    ['package-lock.json', false],
  ])('%s: %s', (file, packed) => expect(keeps(patterns, file)).toBe(packed));

  it('names something to pack for each platform: a list of exclusions alone means everything', () => {
    for (const platform of [config.linux, config.win, config.mac])
      expect(platform.files.some((pattern) => !pattern.startsWith('!'))).toBe(true);
  });

  it('puts its results elsewhere than the build, and publishes nothing', () => {
    expect(config.directories.output).toBe('release');
    expect(config.publish).toBeNull();
    expect(config.npmRebuild).toBe(false);
  });

  it('writes platforms out: the macro stands for the packaging machine', () => {
    expect(JSON.stringify([config.files, config.linux, config.win, config.mac])).not.toContain(
      '$' + '{platform}',
    );
  });

  it('closes what Electron leaves open for developers', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('keeps the pictures in place that it names', () => {
    for (const { icon } of [config.win, config.mac])
      expect(readFileSync(join(root, icon)).length).toBeGreaterThan(1000);
    const sizes = readdirSync(join(root, config.linux.icon)).filter((name) =>
      /^(\d+)x\1\.png$/.test(name),
    );
    expect(sizes).toEqual(expect.arrayContaining(['16x16.png', '256x256.png', '512x512.png']));
  });

  it('ships the sample without what a training left in it', () => {
    const sample = config.extraResources.find(({ to }) => to === 'samples/job-titles');
    const packed = (file: string) => keeps(sample?.filter ?? [], file);
    expect(packed('workspace.json')).toBe(true);
    expect(packed('data/collections/canonical.jsonl')).toBe(true);
    for (const file of ['versions/v1/manifest.json', 'cache/a', 'jobs/1', 'latest', '.lock'])
      expect(packed(file), file).toBe(false);
  });
});

const NATIVE = join(root, 'node_modules', 'onnxruntime-node', 'bin');

/** One file of each native set: onnxruntime's as installed, LanceDB's as it names its packages. */
function nativeSets(): string[] {
  const [api = ''] = readdirSync(NATIVE);
  const onnx = readdirSync(join(NATIVE, api)).flatMap((platform) =>
    readdirSync(join(NATIVE, api, platform)).map(
      (arch) => `node_modules/onnxruntime-node/bin/${api}/${platform}/${arch}/binding.node`,
    ),
  );
  const lance = require(join(root, 'node_modules/@lancedb/lancedb/package.json')) as {
    optionalDependencies: Record<string, string>;
  };
  const names = Object.keys(lance.optionalDependencies).filter((name) =>
    name.startsWith('@lancedb'),
  );
  return [...onnx, ...names.map((name) => `node_modules/${name}/lancedb.node`)];
}

describe('native modules', () => {
  const targets = ['linux', 'win', 'mac'] as const;

  it('are known for every target', () => expect(nativeSets().length).toBeGreaterThanOrEqual(10));

  it.each([
    ['linux', ['linux/x64/', 'lancedb-linux-x64-gnu/']],
    ['win', ['win32/x64/', 'lancedb-win32-x64-msvc/']],
    ['mac', ['darwin/arm64/', 'lancedb-darwin-arm64/']],
  ] as const)('%s gets exactly its own set', (target, expected) => {
    const kept = nativeSets().filter((file) => keeps(exclusions(config[target]), file));
    expect(kept).toHaveLength(expected.length);
    for (const part of expected)
      expect(
        kept.some((file) => file.includes(part)),
        part,
      ).toBe(true);
  });

  it.each(targets)('on %s the code beside them is kept, and unpacked with them', (target) => {
    for (const file of [
      'node_modules/@lancedb/lancedb/dist/index.js',
      'node_modules/onnxruntime-node/dist/index.js',
    ]) {
      expect(keeps(exclusions(config[target]), file)).toBe(true);
      expect(keeps(config.asarUnpack, file)).toBe(true);
    }
  });

  it.each(targets)('on %s leave out what the app does not use', (target) => {
    for (const file of [
      'node_modules/sharp/lib/index.js',
      'node_modules/@img/sharp-linux-x64/lib/sharp-linux-x64.node',
      'node_modules/onnxruntime-web/dist/ort.wasm',
      'node_modules/@fontsource-variable/inter/index.css',
    ])
      expect(keeps(exclusions(config[target]), file), file).toBe(false);
  });

  it('replace sharp by a stub that transformers.js can import', () => {
    const [stub] = config.files.filter((entry) => typeof entry !== 'string');
    expect(stub).toEqual({ from: 'electron/stubs/sharp', to: 'node_modules/sharp' });
    const sharp = require(join(root, stub?.from ?? '')) as () => void;
    expect(sharp).toThrow('sharp is not part of it');
  });

  it('are built for machines that onnxruntime has a binary for', () => {
    expect(
      targets.map((name) => config[name].target.map(({ target, arch }) => [target, arch])),
    ).toEqual([
      [
        ['AppImage', 'x64'],
        ['deb', 'x64'],
      ],
      [['nsis', 'x64']],
      [['dmg', 'arm64']],
    ]);
  });
});
