import type { AddModelRequest } from '#core/contract/index.ts';
import { type Failure, toFailure } from '#renderer/api/failure.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import type { AdditionSource } from './additions.ts';

/** What adding needs from outside: the engine, and where to say how it goes. */
export interface AddSteps {
  send(file: { upload: string; path: string; content: Blob }): Promise<unknown>;
  start(request: AddModelRequest): Promise<{ id: string }>;
  /** Names an upload: letters, digits and dashes. */
  newUpload(): string;
  /** Bytes of the folder that have arrived. */
  onSent(bytes: number): void;
  signal: AbortSignal;
}

/** The largest body that the service takes, less what surrounds a file in it. */
const LARGEST_FILE = 511 * 1024 * 1024;

/** Hands a model to the engine, file by file where it can only be read here; the id of the job, or why not. */
export async function addModel(
  source: AdditionSource,
  steps: AddSteps,
): Promise<{ job: string } | { failure: Failure }> {
  try {
    if (source.from === 'path') return await started({ from: 'folder', path: source.path }, steps);
    if (source.from === 'hub') {
      return await started({ from: 'hub', repo: source.repo, revision: 'main' }, steps);
    }
    const tooLarge = largeFile(source);
    if (tooLarge) return { failure: tooLarge };
    const upload = await sendFolder(source, steps);
    return await started({ from: 'upload', upload, name: source.model.name }, steps);
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

async function started(source: AddModelRequest['source'], { start }: AddSteps) {
  return { job: (await start({ source })).id };
}

/** Sends a folder's files one after the other: two at once would only halve each one's speed. */
async function sendFolder(
  { listing, model }: Extract<AdditionSource, { from: 'upload' }>,
  { send, newUpload, onSent, signal }: AddSteps,
): Promise<string> {
  const upload = newUpload();
  const contents = new Map(listing.files.map(({ path, file }) => [path, file]));
  let sent = 0;
  for (const path of model.files) {
    signal.throwIfAborted();
    const content = contents.get(model.root + path);
    if (!content) continue;
    await send({ upload, path, content });
    sent += content.size;
    onSent(sent);
  }
  return upload;
}

function largeFile({
  listing,
  model,
}: Extract<AdditionSource, { from: 'upload' }>): Failure | null {
  const wanted = new Set(model.files.map((path) => model.root + path));
  const large = listing.files.find(({ path, size }) => wanted.has(path) && size > LARGEST_FILE);
  if (!large) return null;
  return {
    code: 'BAD_INPUT',
    file: large.path,
    message: `A browser can hand over files up to 512 MB; this one has ${formatBytes(large.size)}.`,
    remedy: 'Type the path of its folder under “Add a model”: then the engine reads it itself.',
  };
}
