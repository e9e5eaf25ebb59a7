const LANCEDB = '@lancedb/lancedb';
const LANCEDB_TARGETS = {
  'darwin-arm64': 'darwin-arm64',
  'linux-x64-gnu': 'linux-x64-gnu',
  'linux-arm64-gnu': 'linux-arm64-gnu',
  'linux-x64-musl': 'linux-x64-musl',
  'linux-arm64-musl': 'linux-arm64-musl',
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
};
/** Platforms whose binary onnxruntime-node carries inside its one package. */
const ONNX_TARGETS = new Set([
  'darwin-arm64',
  'linux-x64',
  'linux-arm64',
  'win32-x64',
  'win32-arm64',
]);

/**
 * The native packages that a platform needs beside those of the lock file, and a line for each
 * part that has no binary here. `versionOf` gives the locked version of a package, or undefined.
 */
export function nativePackages({ platform, arch, libc }, versionOf) {
  const machine = `${platform}-${arch}`;
  const target = LANCEDB_TARGETS[platform === 'linux' ? `${machine}-${libc}` : machine];
  const version = versionOf(LANCEDB);
  const packages = target && version ? [{ name: `${LANCEDB}-${target}`, version }] : [];
  const missing = [];
  if (!target)
    missing.push(
      `LanceDB has no binary for ${machine}: a workspace cannot be opened on this machine.`,
    );
  if (!ONNX_TARGETS.has(machine) || libc === 'musl')
    missing.push(
      `onnxruntime has no binary for ${machine}${libc === 'musl' ? ' with musl' : ''}: transformer models do not run on this machine.`,
    );
  return { packages, missing };
}

/** The version that a lock file holds of a top-level package. */
export function lockedVersion(lock, name) {
  return lock.packages?.[`node_modules/${name}`]?.version;
}

/** This machine: platform, architecture and, on Linux, the C library. */
export function currentPlatform() {
  const { platform, arch } = process;
  if (platform !== 'linux') return { platform, arch };
  const { header } = process.report.getReport();
  return { platform, arch, libc: header.glibcVersionRuntime ? 'gnu' : 'musl' };
}
