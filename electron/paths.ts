import { join } from 'node:path';

/** Where the shell finds its parts. Absolute. */
export interface ShellPaths {
  readonly renderer: string;
  readonly preload: string;
  readonly engineHost: string;
  readonly icon: string;
  /** The sample workspace that a first start opens. */
  readonly sample: string;
  /** Where a packaged app keeps its writable copy of the sample. */
  readonly sampleCopy: string;
  readonly settings: string;
  readonly logs: string;
}

export interface Installation {
  readonly packaged: boolean;
  /** The folder of package.json: the checkout, or the asar archive. */
  readonly root: string;
  /** Electron's process.resourcesPath. */
  readonly resources: string;
  readonly userData: string;
}

const SAMPLE = 'job-titles';

/** The parts' places in a checkout and in a packaged app (see extraResources in electron-builder.yml). */
export function shellPaths(installation: Installation): ShellPaths {
  const { packaged, root, resources, userData } = installation;
  return {
    renderer: join(root, 'dist', 'renderer'),
    preload: join(root, 'dist', 'electron', 'preload.cjs'),
    engineHost: join(root, 'dist', 'electron', 'engine-host.js'),
    icon: join(packaged ? resources : join(root, 'resources'), 'icons', '256x256.png'),
    sample: packaged
      ? join(resources, 'samples', SAMPLE)
      : join(root, 'workspaces', 'samples', SAMPLE),
    sampleCopy: join(userData, 'workspaces', SAMPLE),
    settings: join(userData, 'settings.json'),
    logs: join(userData, 'logs'),
  };
}
