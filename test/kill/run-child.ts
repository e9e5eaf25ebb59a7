import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

/** What the child said, in order: one object with one word in it for each step that was done. */
export type Word = Record<string, unknown>;

/** Builds the child into `folder` and returns the script: Node 20 runs no TypeScript. */
export async function buildChild(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'child.mjs');
}

export interface Child {
  /** Resolves with everything that the child said, when it has ended. */
  ended: Promise<Word[]>;
  kill(): void;
}

/** Starts the child; `onWord` hears how often it has spoken. */
export function startChild(
  script: string,
  words: string[],
  onWord: (count: number) => void = () => {},
): Child {
  const child = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const ended = new Promise<Word[]>((resolve, reject) => {
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      said += text;
      onWord(said.split('\n').length - 1);
    });
    child.on('error', reject);
    child.on('close', () => resolve(wordsIn(said)));
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}

function wordsIn(said: string): Word[] {
  const whole = said.slice(0, said.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line.startsWith('{')) // a library may speak too
    .map((line) => JSON.parse(line) as Word);
}

/** Kills the child with SIGKILL some milliseconds after it has spoken `words` times. */
export async function killAfter(
  script: string,
  role: string,
  folder: string,
  { words, milliseconds }: { words: number; milliseconds: number },
): Promise<Word[]> {
  let dying = false;
  const child = startChild(script, [role, folder], (count) => {
    if (dying || count < words) return;
    dying = true;
    setTimeout(child.kill, milliseconds);
  });
  return child.ended;
}

/** The values that the child gave with one word. */
export function said(words: readonly Word[], name: string): string[] {
  return words.flatMap((word) => (name in word ? [String(word[name])] : []));
}
