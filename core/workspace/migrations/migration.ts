import type { Files } from '#core/platform/files.ts';
import type { Layout } from '#core/workspace/layout.ts';
import type { AnyWorkspaceFile } from '#core/workspace/workspace-file.ts';

/** One step from a schema to the next. */
export interface Migration {
  from: number;
  /** What changes, for the log. */
  title: string;
  /**
   * Alters the folder's other files and returns the new workspace.json, which the caller writes last.
   * A kill in between means that it runs again on what it had half changed: it must bear that.
   */
  migrate(files: Files, layout: Layout, file: AnyWorkspaceFile): Promise<AnyWorkspaceFile>;
}
