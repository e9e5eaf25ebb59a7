import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import {
  type ChooseFilesOptions,
  type DesktopBridge,
  ENGINE_PORT_MESSAGE,
  type EngineState,
  type MenuCommand,
} from '#core/contract/desktop-bridge.ts';
import { BRIDGE_NAME, CHANNELS } from './preload-contract.ts';
import { APP_ORIGIN } from './security/app-origin.ts';

type FileObject = Parameters<typeof webUtils.getPathForFile>[0];

/** The page's window as this isolated world sees it; the shell is type-checked without the DOM. */
interface PageWindow {
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
}

/** Listeners get the payload alone: the IPC event would hand the page `ipcRenderer` itself. */
function subscribe<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  const forward = (_event: IpcRendererEvent, payload: Payload) => listener(payload);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const bridge: DesktopBridge<FileObject> = {
  requestEngine: () => ipcRenderer.send(CHANNELS.requestEngine),
  pathForFile: (file) => webUtils.getPathForFile(file),
  chooseFiles: (options: ChooseFilesOptions = {}) =>
    ipcRenderer.invoke(CHANNELS.chooseFiles, options),
  chooseFolder: () => ipcRenderer.invoke(CHANNELS.chooseFolder),
  platform: process.platform,
  onMenu: (listener) => subscribe<MenuCommand>(CHANNELS.menu, listener),
  onEngine: (listener) => subscribe<EngineState>(CHANNELS.engineState, listener),
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);

// A port cannot cross the context bridge; a window message carries it into the page's world.
ipcRenderer.on(CHANNELS.enginePort, (event) => {
  const page = globalThis as unknown as PageWindow;
  page.postMessage(ENGINE_PORT_MESSAGE, APP_ORIGIN, event.ports);
});
