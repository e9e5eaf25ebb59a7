import { PlumblineError } from '#core/contract/errors.ts';
import { type HttpAnswer, type HttpDeps, request } from './http.ts';
import { asRecord, asText } from './json-values.ts';
import { isSafePath } from './safe-path.ts';

/** A file of a repository. */
export interface HubFile {
  path: string;
  bytes: number;
  /** Hex; null for small files, of which the hub keeps another hash. */
  sha256: string | null;
}

/** A repository at one commit. */
export interface HubListing {
  repo: string;
  /** Hash of the commit; addresses with it never change their content. */
  commit: string;
  licence: string | null;
  languages: string | null;
  files: HubFile[];
}

export const HUB = 'https://huggingface.co';

/** Pages of a listing; a model has tens of files, not tens of thousands. */
const MOST_PAGES = 20;

/**
 * Files of a Hugging Face repository, those with safe paths. Throws NOT_FOUND where there is no such repository or
 * revision, BAD_INPUT where it wants an account, and as `request` does.
 */
export async function listHub(
  { repo, revision }: { repo: string; revision: string },
  deps: HttpDeps & { base: string },
): Promise<HubListing> {
  const api = `${deps.base}/api/models/${repo}`;
  const about = asRecord(await getJson(`${api}/revision/${revision}`, repo, deps));
  const commit = asText(about?.sha);
  if (commit === null || !/^[0-9a-f]{6,64}$/.test(commit)) throw strange(repo);
  const card = asRecord(about?.cardData);
  const files: HubFile[] = [];
  let next: string | null = `${api}/tree/${commit}?recursive=true`;
  for (let pages = 0; next !== null && pages < MOST_PAGES; pages += 1) {
    const page: Page = await getPage(next, repo, deps);
    files.push(...page.files);
    // Only onwards on the same server: an address from outside is not followed anywhere else.
    next = page.next?.startsWith(`${deps.base}/`) ? page.next : null;
  }
  return {
    repo,
    commit,
    licence: asText(card?.license),
    languages: languagesOf(card?.language),
    files,
  };
}

/** "en, fr" of a model card. */
export function languagesOf(value: unknown): string | null {
  const list = Array.isArray(value) ? value : [value];
  const names = list.filter((one): one is string => typeof one === 'string' && one !== '');
  return names.length === 0 ? null : names.join(', ');
}

interface Page {
  files: HubFile[];
  next: string | null;
}

function getJson(url: string, repo: string, deps: HttpDeps): Promise<unknown> {
  return request(url, deps, noHeaders, async (answer) => {
    refuse(answer, repo);
    return parse(await answer.text(), repo);
  });
}

function getPage(url: string, repo: string, deps: HttpDeps): Promise<Page> {
  return request(url, deps, noHeaders, async (answer) => {
    refuse(answer, repo);
    const rows = parse(await answer.text(), repo);
    if (!Array.isArray(rows)) throw strange(repo);
    const next = /<([^>]+)>;\s*rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? null;
    return { files: rows.flatMap(fileOf), next };
  });
}

function fileOf(row: unknown): HubFile[] {
  const entry = asRecord(row);
  const path = asText(entry?.path);
  const lfs = asRecord(entry?.lfs);
  const bytes = lfs?.size ?? entry?.size;
  if (entry?.type !== 'file' || path === null || !isSafePath(path)) return [];
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) return [];
  const sha256 = asText(lfs?.oid);
  return [
    { path, bytes, sha256: sha256 !== null && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null },
  ];
}

const noHeaders = async () => ({});

/** Throws for an answer that is no success and would be the same the next time. */
export function refuse({ status }: HttpAnswer, repo: string): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) {
    // Without an account the hub answers 401 for what does not exist, too.
    throw new PlumblineError(
      'BAD_INPUT',
      `Hugging Face gives no access to ${repo}: it wants an account or an agreement, or does not exist.`,
      { remedy: 'Check the name. Or download it in a browser and add its folder.' },
    );
  }
  if (status === 404) {
    throw new PlumblineError('NOT_FOUND', `There is no ${repo} of that revision on Hugging Face.`, {
      remedy: 'Check the name, for example sentence-transformers/all-MiniLM-L6-v2.',
    });
  }
  throw new PlumblineError('BAD_INPUT', `Hugging Face answered ${status} for ${repo}.`, {
    remedy: 'Try again later, or download the model elsewhere and add its folder.',
  });
}

function parse(text: string, repo: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw strange(repo);
  }
}

function strange(repo: string): PlumblineError {
  return new PlumblineError('BAD_INPUT', `What came back for ${repo} is no listing of a model.`, {
    remedy:
      'A proxy or a sign-in page may stand in between; try again, or add the model as a folder.',
  });
}
