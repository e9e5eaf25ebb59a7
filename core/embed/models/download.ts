import { PlumblineError } from '#core/contract/errors.ts';
import type { Files } from '#core/platform/files.ts';
import { type HttpAnswer, type HttpDeps, request } from './http.ts';
import { type HubFile, type HubListing, refuse } from './hub-listing.ts';

export interface DownloadDeps extends HttpDeps {
  files: Files;
  base: string;
}

const COMMIT_FILE = '.commit';
const PART = '.part';

/**
 * Makes a folder ready for the files of one commit. What an earlier attempt brought of the same commit stays and is
 * not fetched again; of another one it goes.
 */
export async function prepareDownload(
  files: Files,
  folder: string,
  { commit }: HubListing,
): Promise<void> {
  const path = files.join(folder, COMMIT_FILE);
  const before = (await files.exists(path)) ? await files.readText(path) : null;
  if (before === commit) return;
  await files.remove(folder);
  await files.makeFolder(folder);
  await files.writeAtomic(path, commit);
}

/**
 * Downloads files of a repository into a folder; `onBytes` is told how many bytes of them all are there. A file has its
 * name only when it is whole and its hash is right; until then it is `<name>.part`, from whose end the next attempt
 * goes on. Throws DAMAGED where the content is wrong again and again, and as `request` does.
 */
export async function downloadFiles(
  listing: HubListing,
  wanted: readonly HubFile[],
  folder: string,
  deps: DownloadDeps,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let before = 0;
  for (const file of wanted) {
    await downloadFile(listing, file, folder, deps, (bytes) => onBytes(before + bytes));
    before += file.bytes;
    onBytes(before);
  }
}

async function downloadFile(
  listing: HubListing,
  file: HubFile,
  folder: string,
  deps: DownloadDeps,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { files, context } = deps;
  const parts = file.path.split('/');
  const path = files.join(folder, ...parts);
  if (await files.exists(path)) return;
  await files.makeFolder(files.join(folder, ...parts.slice(0, -1)));
  const part = `${path}${PART}`;
  const url = `${deps.base}/${listing.repo}/resolve/${listing.commit}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
  // A part that somebody cut or changed shows only in the end; then everything is fetched anew, once.
  for (const last of [false, true]) {
    await fetchRest(url, { part, file, repo: listing.repo }, deps, onBytes);
    if (await isRight(files, part, file)) {
      await files.rename(part, path);
      return;
    }
    await files.remove(part);
    if (!last) context.log('warn', `${file.path} arrived damaged; fetching it again.`);
  }
  throw new PlumblineError('DAMAGED', `${file.path} of ${listing.repo} arrived damaged, twice.`, {
    file: file.path,
    remedy: 'Something on the way changes it. Try another network, or add the model as a folder.',
  });
}

async function isRight(files: Files, path: string, { sha256 }: HubFile): Promise<boolean> {
  return sha256 === null || (await files.sha256(path)) === sha256;
}

interface Part {
  part: string;
  file: HubFile;
  repo: string;
}

/** Fetches what is missing at the end of a part, until it is as long as the file. */
async function fetchRest(
  url: string,
  { part, file, repo }: Part,
  deps: DownloadDeps,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { files } = deps;
  const have = async () => ((await files.exists(part)) ? files.size(part) : 0);
  const rangeHeader = async (): Promise<Record<string, string>> => {
    const start = await have();
    return start > 0 ? { range: `bytes=${start}-` } : {};
  };
  if ((await have()) > file.bytes) await files.remove(part);
  if ((await files.exists(part)) && (await have()) === file.bytes) return;
  await request(url, deps, rangeHeader, async (answer, progress) => {
    if (answer.status === 416) {
      await files.remove(part);
      throw new Error('the server knows no such part of the file');
    }
    refuse(answer, repo);
    const start = await have();
    const goesOn = start > 0 && answer.status === 206 && startOf(answer) === start;
    const pieces = counted(answer.body, file, goesOn ? start : 0, (bytes) => {
      // Whoever starts from the beginning each time does not get on.
      progress.made ||= bytes > start;
      onBytes(bytes);
    });
    if (goesOn) await files.appendStream(part, pieces);
    else await files.writeStream(part, pieces);
    if ((await have()) < file.bytes) throw new Error('the connection ended before the file did');
  });
}

/** Where the bytes of a partial answer begin. */
function startOf({ headers }: HttpAnswer): number | null {
  const match = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '');
  return match ? Number(match[1]) : null;
}

async function* counted(
  body: HttpAnswer['body'],
  { path, bytes: most }: HubFile,
  from: number,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = from;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > most) {
      throw new PlumblineError('DAMAGED', `${path} is longer than the hub says.`, {
        file: path,
        remedy: 'Try again later, or add the model as a folder.',
      });
    }
    yield piece;
    onBytes(bytes);
  }
}
