import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import { isTrustedFrame } from './navigation-policy.ts';

/** Handlers get the page that asks, and their arguments after the schema. */
type Handler<Args, Result> = (sender: WebContents, args: Args) => Result;

/**
 * Answers `ipcRenderer.invoke(channel, ...)`. The page sees a rejected promise where the sender is
 * not the workbench's own top frame or the arguments do not fit the schema.
 */
export function handle<Args, Result>(
  channel: string,
  schema: z.ZodType<Args>,
  handler: Handler<Args, Promise<Result>>,
): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]) =>
    handler(event.sender, accept(channel, event, schema, args)),
  );
}

/** Receives `ipcRenderer.send(channel, ...)`; a message that is not accepted is dropped and logged. */
export function receive<Args>(
  channel: string,
  schema: z.ZodType<Args>,
  handler: Handler<Args, void>,
  log: (line: string) => void,
): void {
  ipcMain.on(channel, (event, ...args: unknown[]) => {
    try {
      handler(event.sender, accept(channel, event, schema, args));
    } catch (error) {
      log(`dropped message on ${channel}: ${String(error)}`);
    }
  });
}

function accept<Args>(
  channel: string,
  event: IpcMainEvent | IpcMainInvokeEvent,
  schema: z.ZodType<Args>,
  args: unknown[],
): Args {
  if (!isTrustedFrame(event.senderFrame)) throw new Error(`${channel}: sender refused`);
  const parsed = schema.safeParse(args);
  if (!parsed.success) throw new Error(`${channel}: arguments refused`);
  return parsed.data;
}
