import {
  app,
  type BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type MessageBoxReturnValue,
  type RenderProcessGoneDetails,
} from 'electron';
import type { CrashReporter } from './crash.ts';
import type { ShellLog } from './log.ts';
import { decideRestart } from './restart-policy.ts';
import type { SettingsStore } from './settings.ts';
import { focusWindow, loadWorkbench, openWindow } from './window.ts';

export interface WorkbenchWindowDeps {
  preload: string;
  icon: string;
  settings: SettingsStore;
  log: Pick<ShellLog, 'line'>;
  crashes: CrashReporter;
}

/** The one window of the workbench: there or not, and loaded again when its page crashes. */
export class WorkbenchWindow {
  readonly #deps: WorkbenchWindowDeps;
  #window: BrowserWindow | null = null;
  #ends: readonly number[] = [];

  constructor(deps: WorkbenchWindowDeps) {
    this.#deps = deps;
  }

  /** Opens the window, or brings the open one to the front. */
  open(): void {
    if (this.#window !== null) {
      focusWindow(this.#window);
      return;
    }
    const { settings, preload, icon } = this.#deps;
    const window = openWindow({ settings, preload, icon, development: !app.isPackaged });
    this.#window = window;
    window.on('closed', () => {
      this.#window = null;
    });
    window.webContents.on('render-process-gone', (_event, details) => this.#lost(details));
    this.#load(window);
  }

  /** Sends to the page; dropped where there is no window. */
  send(channel: string, payload: unknown): void {
    this.#window?.webContents.send(channel, payload);
  }

  /** A message box over the window, or by itself where there is none. */
  showMessage(options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
    return this.#window === null
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(this.#window, options);
  }

  #load(window: BrowserWindow): void {
    loadWorkbench(window).catch((error: unknown) =>
      this.#deps.crashes.report('the page was not loaded', error),
    );
  }

  #lost(details: RenderProcessGoneDetails): void {
    if (details.reason === 'clean-exit' || this.#window === null) return;
    this.#deps.log.line(`page gone: ${details.reason}, exit code ${details.exitCode}`);
    const decision = decideRestart(this.#ends, Date.now());
    this.#ends = decision.ends;
    if (decision.restart) this.#load(this.#window);
    else this.#deps.crashes.report('page', new Error('the window crashed too often to load again'));
  }
}
