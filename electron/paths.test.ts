import { describe, expect, it } from 'vitest';
import { shellPaths } from './paths.ts';

const common = { resources: '/app/resources', userData: '/home/ada/.config/plumbline' };

describe('shellPaths', () => {
  it('finds everything in a checkout', () => {
    expect(shellPaths({ ...common, packaged: false, root: '/src' })).toEqual({
      renderer: '/src/dist/renderer',
      preload: '/src/dist/electron/preload.cjs',
      engineHost: '/src/dist/electron/engine-host.js',
      icon: '/src/resources/icons/256x256.png',
      sample: '/src/workspaces/samples/job-titles',
      sampleCopy: '/home/ada/.config/plumbline/workspaces/job-titles',
      settings: '/home/ada/.config/plumbline/settings.json',
      logs: '/home/ada/.config/plumbline/logs',
    });
  });

  it('finds what is unpacked beside the archive in a packaged app', () => {
    const root = '/app/resources/app.asar';
    expect(shellPaths({ ...common, packaged: true, root })).toMatchObject({
      renderer: '/app/resources/app.asar/dist/renderer',
      icon: '/app/resources/icons/256x256.png',
      sample: '/app/resources/samples/job-titles',
    });
  });
});
