import type { EngineInfo } from '#core/contract/workspace.ts';
import type { DevicesHere } from '#core/embed/onnx/find-devices.ts';
import type { Session, SessionDeps } from './session.ts';

/** What the engine is wired with. */
export interface EngineDeps extends SessionDeps {
  info: EngineInfo;
  /** What models can run on here; looks once and keeps the answer. */
  devices(): Promise<DevicesHere>;
}

/** What every handler is given. */
export interface EngineContext {
  deps: EngineDeps;
  /** The open workspace. Throws NO_WORKSPACE. */
  session(): Session;
  /** Closes the open workspace, if any, and opens another; the old one stays when that fails. */
  open(folder: string): Promise<Session>;
}
