import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Notification } from '#core/contract/runs.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { appendNotification, readNotifications } from './notification-log.ts';

const files = nodeFiles();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-notify-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const notification = (version: string): Notification => ({
  ...{ at: '2026-11-20T10:00:00.000Z', version, url: 'http://127.0.0.1/reload' },
  ...{ ok: true, status: 200, attempts: 1, seconds: 0.1, words: 'It answered 200.' },
});

it('keeps what was appended, in order, past a line that was cut off', async () => {
  expect(await readNotifications(files, folder)).toEqual([]);
  await appendNotification(files, folder, notification('v20261120-1'));
  await appendFile(join(folder, 'notify.jsonl'), '{"at":"2026');
  await appendNotification(files, folder, notification('v20261120-2'));
  expect(await readNotifications(files, folder)).toEqual([
    notification('v20261120-1'),
    notification('v20261120-2'),
  ]);
});
