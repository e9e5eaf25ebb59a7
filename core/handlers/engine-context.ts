import type { FileSource } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { EngineInfo } from '#core/contract/workspace.ts';
import type { Session, SessionDeps } from './session.ts';

/** What the engine is wired with. */
export interface EngineDeps extends SessionDeps {
  info: EngineInfo;
  /** Hex sha256 of bytes. */
  sha256(bytes: Uint8Array | string): string;
}

/** What every handler is given. */
export interface EngineContext {
  deps: EngineDeps;
  /** The open workspace. Throws NO_WORKSPACE. */
  session(): Session;
  /** Closes the open workspace, if any, and opens another; the old one stays when that fails. */
  open(folder: string): Promise<Session>;
}

/** The content of a file that was dropped, chosen or named. */
export async function readSource(
  { deps }: EngineContext,
  source: FileSource,
): Promise<{ name: string; bytes: Uint8Array }> {
  if ('path' in source) {
    return { name: baseName(source.path), bytes: await deps.files.readBytes(source.path) };
  }
  return { name: source.name, bytes: new Uint8Array(await source.content.arrayBuffer()) };
}

/** The last part of a path of any system. */
export function baseName(path: string): string {
  const name = path.split(/[\\/]/).findLast((part) => part !== '');
  if (name !== undefined) return name;
  throw new PlumblineError('BAD_INPUT', `"${path}" names no file.`, { remedy: 'Choose a file.' });
}
