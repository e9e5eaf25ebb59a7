/** What main and preload must spell alike; what the page shares with them is in the contract. */

/** `window.plumbline`. Its presence tells the page that it runs in the desktop shell. */
export const BRIDGE_NAME = 'plumbline';

/** Every IPC channel. `request*` and `choose*` go to main; the others come from it. */
export const CHANNELS = {
  requestEngine: 'engine:request',
  enginePort: 'engine:port',
  engineState: 'engine:state',
  chooseFiles: 'dialog:files',
  chooseFolder: 'dialog:folder',
  menu: 'menu:command',
} as const;
