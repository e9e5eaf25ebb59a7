import type { Files } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';
import type { AnyWorkspaceFile } from '#core/workspace/workspace-file.ts';
import type { Migration } from './migration.ts';

/** The first drafts: `title` and `created`, no settings, the collection straight in data/. */
export const from0To1: Migration = {
  from: 0,
  title: 'settings with their defaults; collections in a folder of their own',
  async migrate(files, layout, { title, created, ...kept }) {
    await moveCollection(files, layout);
    return {
      ...kept,
      schema: 1,
      name: kept.name ?? title ?? 'Untitled',
      createdAt: kept.createdAt ?? created ?? '1970-01-01T00:00:00.000Z',
      settings: kept.settings ?? {},
    } satisfies AnyWorkspaceFile;
  },
};

async function moveCollection(files: Files, { folder, collections, canonical }: Layout) {
  const before = files.join(folder, 'data', 'canonical.jsonl');
  if (!(await files.exists(before))) return;
  await files.makeFolder(collections);
  await files.rename(before, canonical);
}
