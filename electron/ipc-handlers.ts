import type { MessagePortMain } from 'electron';
import { z } from 'zod';
import type { EngineState } from '#core/contract/desktop-bridge.ts';
import { ChooseFilesArguments, choose, fileDialogOptions, folderDialogOptions } from './dialogs.ts';
import { enginePage } from './engine-process.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';
import type { ShellLog } from './log.ts';
import { CHANNELS } from './preload-contract.ts';
import { handle, receive } from './security/ipc-guard.ts';

export interface PageServices {
  engine: Pick<EngineSupervisor<MessagePortMain>, 'connect'>;
  log: Pick<ShellLog, 'line'>;
  currentState(): EngineState;
}

const NoArguments = z.tuple([]);

/** Everything that the page may ask of the shell; the engine's own calls go over the port. */
export function answerPage({ engine, log, currentState }: PageServices): void {
  receive(
    CHANNELS.requestEngine,
    NoArguments,
    (sender) => {
      engine.connect(enginePage(sender));
      // A page that was loaded later has missed how the engine got here.
      sender.send(CHANNELS.engineState, currentState());
    },
    log.line,
  );
  handle(CHANNELS.chooseFiles, ChooseFilesArguments, (sender, [options]) =>
    choose(sender, fileDialogOptions(options)),
  );
  handle(CHANNELS.chooseFolder, NoArguments, async (sender) => {
    const [folder] = await choose(sender, folderDialogOptions());
    return folder ?? null;
  });
}
