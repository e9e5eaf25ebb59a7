/** What the desktop shell's preload and the page must spell alike; the rest of the shell's words are its own. */

/** `event.data` of the window message that carries the engine's port into the page. */
export const ENGINE_PORT_MESSAGE = 'plumbline:engine-port';

/**
 * What the menu asks the page to do: the ids of the page's own commands, and `workspace-changed`:
 * main opened another folder; ask for everything anew.
 */
export const MENU_COMMANDS = [
  'new-workspace',
  'open-workspace',
  'add-files',
  'palette',
  'screen:data',
  'screen:train',
  'screen:search',
  'screen:match',
  'screen:review',
  'screen:evaluate',
  'screen:versions',
  'screen:settings',
  'workspace-changed',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** How the engine is doing. While it is not `ready`, calls wait; when it is lost, they are rejected. */
export type EngineState =
  | { state: 'starting' }
  | { state: 'ready' }
  /** It ended unexpectedly and starts again after `milliseconds`; ask for a new port. */
  | { state: 'restarting'; milliseconds: number; reason: string }
  /** The workspace could not be opened; the shell asks the user what to do. */
  | { state: 'failed'; code: string; message: string }
  /** It ended too often to go on by itself. */
  | { state: 'stopped'; reason: string };

/** Which files the native dialog shows. */
export interface ChooseFilesOptions {
  title?: string | undefined;
  /** Without the dot: `['json', 'csv']`; all files where absent. */
  extensions?: string[] | undefined;
  multiple?: boolean | undefined;
}

/** The shape of `window.plumbline`; `FileObject` is the page's File. */
export interface DesktopBridge<FileObject> {
  /** Asks for one port to the engine; it comes as a window message ENGINE_PORT_MESSAGE once the engine runs. */
  requestEngine(): void;
  /** The absolute path of a dropped or chosen file; '' for a file that is not on disk. */
  pathForFile(file: FileObject): string;
  /** Absolute paths; empty where the user cancelled. */
  chooseFiles(options?: ChooseFilesOptions): Promise<string[]>;
  /** Absolute path; null where the user cancelled. */
  chooseFolder(): Promise<string | null>;
  /** Node's name: linux, darwin, win32. */
  readonly platform: string;
  /** Calls back for each menu command; returns how to stop. */
  onMenu(listener: (command: MenuCommand) => void): () => void;
  /** Calls back for each change of the engine; returns how to stop. */
  onEngine(listener: (state: EngineState) => void): () => void;
}
