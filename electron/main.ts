import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { parseArguments } from './arguments.ts';
import { registerAppScheme } from './protocol.ts';
import { startShell } from './shell.ts';

/** The desktop app's entry. What has to happen before Electron is ready happens here, in this order. */

const args = parseArguments(process.argv, process.cwd());
// The lock below is one per user-data folder, so the folder comes first.
if (args.userData !== null) {
  app.setPath('userData', args.userData);
  app.setPath('sessionData', args.userData);
}
app.setAppUserModelId('org.plumbline.app');
app.enableSandbox();
registerAppScheme();

// Nothing of the user's is opened before it is certain that no other instance has it.
if (app.requestSingleInstanceLock({ workspace: args.workspace })) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  startShell({ root, workspace: args.workspace });
} else {
  app.quit();
}
