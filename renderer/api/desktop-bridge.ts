interface ChooseFilesOptions {
  title?: string;
  multiple?: boolean;
  /** File name extensions without the dot. */
  extensions?: string[];
}

/** How the engine's process is doing; while it is not `ready`, calls wait. */
export type EngineState =
  | { state: 'starting' }
  | { state: 'ready' }
  | { state: 'restarting'; milliseconds: number; reason: string }
  | { state: 'failed'; code: string; message: string }
  | { state: 'stopped'; reason: string };

/** `event.data` of the window message that carries the engine's port: a port cannot cross the bridge itself. */
export const ENGINE_PORT_MESSAGE = 'plumbline:engine-port';

/** What the desktop shell's preload puts on `window.plumbline`; undefined in a browser. */
export interface DesktopBridge {
  /** Asks for a port to the engine; it comes as a window message, and by itself after every restart. */
  requestEngine(): void;
  /** Where a dropped or chosen file lies on this machine; empty for a file that has no path. */
  pathForFile(file: File): string;
  /** Absolute paths; empty where the dialog was closed. */
  chooseFiles(options?: ChooseFilesOptions): Promise<string[]>;
  /** An absolute path, or null where the dialog was closed. */
  chooseFolder(): Promise<string | null>;
  readonly platform: string;
  /** Calls the listener with each command of the application menu; returns how to stop. */
  onMenu(listener: (command: string) => void): () => void;
  /** Calls the listener with each change of the engine's process; returns how to stop. */
  onEngine(listener: (state: EngineState) => void): () => void;
}

declare global {
  interface Window {
    plumbline?: DesktopBridge;
  }
}

/** The shell's bridge, or undefined in a browser. */
export function desktopBridge(): DesktopBridge | undefined {
  return window.plumbline;
}
