import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';

/** A sentence-transformers folder with random weights, made by the reference implementation. */
export const MODEL_FOLDER = join('test', 'fixtures', 'models', 'bert');

/** Drops a folder of the disk on the middle of the window, as a file manager does. */
export async function dropFolder(page: Page, folder: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [resolve(folder)], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  }
  await browser.detach();
}
