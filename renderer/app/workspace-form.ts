import { createStore } from '#renderer/api/store.ts';

/** Which form about workspaces is open, if any. */
export type WorkspaceForm = 'menu' | 'create' | 'open' | null;

const form = createStore<WorkspaceForm>(null);

export const useWorkspaceForm = form.use;
export const showWorkspaceForm = form.set;

/** A workspace's folder for a name, beside the folder of the current one: `/data/demo` + "O*NET jobs" -> `/data/o-net-jobs`. */
export function suggestFolder(current: string, name: string): string {
  const parent = current.replace(/[\\/]+[^\\/]*[\\/]*$/, '');
  const separator = current.includes('\\') ? '\\' : '/';
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return slug && parent ? `${parent}${separator}${slug}` : '';
}
