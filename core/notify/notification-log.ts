import { Notification } from '#core/contract/runs.ts';
import type { FileReader, Files } from '#core/platform/files.ts';

const FILE = 'notify.jsonl';

/** Adds a notification to a run's; `folder` is the run's, or the workspace's for a version without a run. */
export async function appendNotification(
  files: Files,
  folder: string,
  notification: Notification,
): Promise<void> {
  const path = files.join(folder, FILE);
  const start = (await endsInAPiece(files, path)) ? '\n' : '';
  await files.append(path, `${start}${JSON.stringify(notification)}\n`);
}

/** Oldest first; a line that a kill cut off is left out. */
export async function readNotifications(
  files: FileReader,
  folder: string,
): Promise<Notification[]> {
  const path = files.join(folder, FILE);
  if (!(await files.exists(path))) return [];
  const notifications: Notification[] = [];
  for await (const line of files.readLines(path)) {
    const parsed = Notification.safeParse(parseJson(line));
    if (parsed.success) notifications.push(parsed.data);
  }
  return notifications;
}

/** A kill may have cut off the last line; the next one must not be glued to it. */
async function endsInAPiece(files: FileReader, path: string): Promise<boolean> {
  if (!(await files.exists(path))) return false;
  const text = await files.readText(path);
  return text !== '' && !text.endsWith('\n');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no notification: the caller leaves it out
  }
}
