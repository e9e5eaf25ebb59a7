import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const pixels = z.number().int().min(-100_000).max(100_000);

/** What the shell remembers between starts. Each field falls back on its own, so one bad value costs no other. */
export const ShellSettings = z.object({
  lastWorkspace: z.string().min(1).nullable().catch(null),
  window: z
    .object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) })
    .nullable()
    .catch(null),
  maximized: z.boolean().catch(false),
});
export type ShellSettings = z.infer<typeof ShellSettings>;

/** Reads settings from JSON text; anything unreadable becomes the defaults. */
export function parseSettings(text: string): ShellSettings {
  let value: unknown = {};
  try {
    value = JSON.parse(text);
  } catch {
    // A damaged settings file must not keep the app from starting; the defaults replace it.
  }
  const parsed = ShellSettings.safeParse(value);
  return parsed.success ? parsed.data : ShellSettings.parse({});
}

export interface SettingsStore {
  readonly current: ShellSettings;
  /** Merges and writes in one step. Throws where the file cannot be written. */
  update(change: Partial<ShellSettings>): void;
}

/** The settings in a file; a missing file has the defaults. */
export function openSettings(file: string): SettingsStore {
  let current = parseSettings(readIfThere(file));
  return {
    get current() {
      return current;
    },
    update(change) {
      current = { ...current, ...change };
      writeFileAtomic.sync(file, `${JSON.stringify(current, null, 2)}\n`);
    },
  };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw error;
  }
}
