import { createHash } from 'node:crypto';

/** Hash of what decides which packages are installed: the lock file and the platform. */
export function installStamp(lockText, platform, arch) {
  return createHash('sha256').update(`${platform} ${arch}\n${lockText}`).digest('hex');
}

/**
 * Do the packages in node_modules (npm's own record, node_modules/.package-lock.json) agree with the
 * lock file? Optional packages may be missing: those of other platforms always are.
 */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed.packages?.[path];
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version;
  });
}
