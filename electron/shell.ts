import { existsSync } from 'node:fs';
import { app, dialog, Menu, type MessagePortMain, session, shell } from 'electron';
import { z } from 'zod';
import type { EngineState, MenuCommand } from '#core/contract/desktop-bridge.ts';
import { type CrashReporter, createCrashReporter } from './crash.ts';
import { askAboutEngine } from './engine-dialog.ts';
import { describeFailure } from './engine-host-logic.ts';
import { createEngineProcess } from './engine-process.ts';
import { engineQuestion } from './engine-questions.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import { answerPage } from './ipc-handlers.ts';
import { openLog, type ShellLog } from './log.ts';
import { menuTemplate } from './menu.ts';
import { type ShellPaths, shellPaths } from './paths.ts';
import { CHANNELS } from './preload-contract.ts';
import { serveApp } from './protocol.ts';
import { applyPagePolicies, applySessionPolicies } from './security/apply-policies.ts';
import { openSettings, type SettingsStore } from './settings.ts';
import { appUserAgent } from './user-agent.ts';
import { WorkbenchWindow } from './workbench-window.ts';
import { chooseWorkspace, prepareWorkspace } from './workspace-choice.ts';

export interface ShellStart {
  /** The folder of package.json. */
  root: string;
  /** From the command line, absolute, or null. */
  workspace: string | null;
}

/** How long the engine may take to finish its writing when the app quits, in milliseconds. */
const PATIENCE = 5_000;

const SecondInstance = z.object({ workspace: z.string().nullable() });

/** What the parts of a running shell share. */
interface Shell {
  paths: ShellPaths;
  log: ShellLog;
  crashes: CrashReporter;
  settings: SettingsStore;
  window: WorkbenchWindow;
  engine: EngineSupervisor<MessagePortMain>;
}

/** Starts the desktop app. Call once, before `ready`, by the instance that holds the lock. */
export function startShell(start: ShellStart): void {
  const paths = shellPaths({
    packaged: app.isPackaged,
    root: start.root,
    resources: process.resourcesPath,
    userData: app.getPath('userData'),
  });
  const log = openLog(paths.logs, 'shell.log');
  const crashes = watchCrashes(log);
  applyPagePolicies(app, log.line);
  app
    .whenReady()
    .then(() => run(start, paths, log, crashes))
    .catch((error: unknown) => {
      // Without its files there is no window that could say so.
      crashes.report('start failed', error);
      app.exit(1);
    });
}

function watchCrashes(log: ShellLog): CrashReporter {
  const crashes = createCrashReporter(log, (summary) =>
    dialog.showErrorBox('Plumbline had a fault', `${summary}\n\nThe log is in ${log.folder}.`),
  );
  process.on('uncaughtException', (error) => crashes.report('uncaught exception', error));
  process.on('unhandledRejection', (error) => crashes.report('unhandled rejection', error));
  return crashes;
}

async function run(
  start: ShellStart,
  paths: ShellPaths,
  log: ShellLog,
  crashes: CrashReporter,
): Promise<void> {
  app.userAgentFallback = appUserAgent(app.userAgentFallback);
  serveApp(session.defaultSession, paths.renderer);
  applySessionPolicies(session.defaultSession, log.line);
  const running = assemble(paths, log, crashes);
  watchApp(running);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuFor(running)));
  running.window.open();
  await openWorkspace(running, start.workspace);
}

function assemble(paths: ShellPaths, log: ShellLog, crashes: CrashReporter): Shell {
  const { preload, icon } = paths;
  const settings = openSettings(paths.settings);
  const window = new WorkbenchWindow({ preload, icon, settings, log, crashes });
  let state: EngineState = { state: 'starting' };
  const engine = createEngineProcess({
    app,
    entry: paths.engineHost,
    log: openLog(paths.logs, 'engine.log'),
    report(next) {
      state = next;
      onEngineState(running, next);
    },
    onWorkspace(folder, asked) {
      settings.update({ lastWorkspace: folder });
      if (asked) window.send(CHANNELS.menu, 'workspace-changed' satisfies MenuCommand);
    },
    onRefused: (folder, message) =>
      dialog.showErrorBox('The workspace was not opened', `${folder}\n\n${message}`),
  });
  const running: Shell = { paths, log, crashes, settings, window, engine };
  answerPage({ engine, log, currentState: () => state });
  return running;
}

async function openWorkspace(running: Shell, argument: string | null): Promise<void> {
  const { sample, sampleCopy } = running.paths;
  const last = running.settings.current.lastWorkspace;
  const choice = chooseWorkspace(
    { argument, last, packaged: app.isPackaged, sample, sampleCopy },
    existsSync,
  );
  try {
    running.engine.start({ folder: await prepareWorkspace(choice), readOnly: false });
  } catch (error) {
    onEngineState(running, { state: 'failed', ...describeFailure(error) });
  }
}

function onEngineState(running: Shell, state: EngineState): void {
  const folder = running.engine.folder ?? running.paths.sample;
  running.log.line(`engine: ${JSON.stringify(state)}`);
  running.window.send(CHANNELS.engineState, state);
  if (state.state === 'ready') running.settings.update({ lastWorkspace: folder });
  const question = engineQuestion(state, folder);
  if (question === null) return;
  askAboutEngine(question, {
    show: (options) => running.window.showMessage(options),
    start: (target) => running.engine.start(target),
    tryAgain: () => tryAgain(running),
    showLogs: () => showLogs(running),
    quit: () => app.quit(),
    folder,
  }).catch((error: unknown) => running.crashes.report('dialog failed', error));
}

/** The engine may never have got a folder, where the sample could not be copied. */
async function tryAgain(running: Shell): Promise<void> {
  if (running.engine.folder === null) await openWorkspace(running, null);
  else running.engine.startAgain();
}

async function showLogs(running: Shell): Promise<void> {
  const problem = await shell.openPath(running.paths.logs);
  if (problem !== '') dialog.showErrorBox('The folder was not opened', problem);
}

function menuFor(running: Shell) {
  app.setAboutPanelOptions({ applicationName: 'Plumbline', iconPath: running.paths.icon });
  return menuTemplate({
    platform: process.platform,
    development: !app.isPackaged,
    send: (command) => running.window.send(CHANNELS.menu, command),
    showAbout: () => app.showAboutPanel(),
    showLogs: () => {
      showLogs(running).catch((error: unknown) => running.crashes.report('logs', error));
    },
  });
}

function watchApp(running: Shell): void {
  app.on('second-instance', (_event, _argv, _folder, data) => {
    running.window.open();
    const asked = SecondInstance.safeParse(data);
    if (asked.success && asked.data.workspace !== null) {
      running.engine.switchTo(asked.data.workspace);
    }
  });
  app.on('activate', () => running.window.open());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  stopEngineBeforeQuit(running);
}

function stopEngineBeforeQuit(running: Shell): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    running.engine
      .stop(PATIENCE)
      .catch((error: unknown) => running.log.line(`stop failed: ${String(error)}`))
      .finally(() => {
        stopped = true;
        app.quit();
      });
  });
}
