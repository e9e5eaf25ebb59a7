import { z } from 'zod';
import { PlumblineError } from '#core/contract/errors.ts';
import { SecretName } from '#core/contract/workspace.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { Layout } from './layout.ts';

/** What lies in `.secrets.json`: plain text, which its owner alone may read. */
const Secrets = z.partialRecord(SecretName, z.string().min(1));
type Secrets = z.infer<typeof Secrets>;

type Place = Pick<Layout, 'folder' | 'secrets'>;

/** A secret, or null where none is set. Throws DAMAGED where the file cannot be understood. */
export async function readSecret(
  files: FileReader,
  place: Place,
  name: SecretName,
): Promise<string | null> {
  const secrets = await read(files, place);
  if (secrets) return secrets[name] ?? null;
  throw new PlumblineError('DAMAGED', 'The secrets of this workspace cannot be read.', {
    file: place.secrets,
    remedy: 'Set them again: plumbline secret WORKSPACE notify.',
  });
}

/** Which secrets are set; never what they are. A file that cannot be understood holds none. */
export async function secretsSet(
  files: FileReader,
  place: Place,
): Promise<Record<SecretName, boolean>> {
  const secrets = (await read(files, place)) ?? {};
  return { notify: secrets.notify !== undefined, mlflow: secrets.mlflow !== undefined };
}

/** Keeps a secret, or forgets it (null). Setting one anew also mends a file that cannot be understood. */
export async function keepSecret(
  files: Files,
  place: Place,
  name: SecretName,
  value: string | null,
): Promise<void> {
  const { [name]: _, ...others } = (await read(files, place)) ?? {};
  const secrets: Secrets = value === null ? others : { ...others, [name]: value };
  if (Object.keys(secrets).length === 0) return files.remove(place.secrets);
  await hideFromGit(files, place);
  await files.writePrivate(place.secrets, `${JSON.stringify(secrets, null, 2)}\n`);
}

/** Null where the file cannot be understood. */
async function read(files: FileReader, { secrets }: Place): Promise<Secrets | null> {
  if (!(await files.exists(secrets))) return {};
  const text = await files.readText(secrets);
  try {
    return Secrets.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // whoever needs one says so, with a remedy
  }
}

/** A workspace may lie in a repository: its secrets shall not be committed by accident. */
async function hideFromGit(files: Files, { folder, secrets }: Place): Promise<void> {
  const path = files.join(folder, '.gitignore');
  const text = (await files.exists(path)) ? await files.readText(path) : '';
  const line = secrets.slice(folder.length + 1);
  if (text.split(/\r?\n/).includes(line)) return;
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  await files.writeAtomic(path, `${start}${line}\n`);
}
