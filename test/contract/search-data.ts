import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { openNodeEngine } from '#core/node-engine.ts';
import { canonicalJson, feedbackCsv } from './tiny-data.ts';
import {
  type Client,
  emptyWorkspace,
  ended,
  importText,
  temporaryFolder,
  train,
} from './workspaces.ts';

const SECTORS = ['care', "O'Brien & sons", 'craft'];

/** Fields of the n-th entry: of each type, and some that not every entry has. */
export function fieldsOf(n: number): Record<string, unknown> {
  return {
    sector: SECTORS[Math.floor(n / 10)],
    salary: 20_000 + 1000 * n,
    tags: [`third ${n % 3}`, ...(n % 2 === 0 ? ['even'] : [])],
    ...(n % 4 === 0 ? {} : { remote: n % 4 === 1 }),
    nested: { n },
  };
}

/** The dictionary with fields, as records. */
export function recordsJson(): string {
  const dictionary = JSON.parse(canonicalJson()) as Record<string, string[]>;
  const entries = Object.entries(dictionary);
  return JSON.stringify(entries.map(([id, terms], n) => ({ id, terms, ...fieldsOf(n) })));
}

/** Another collection: a table with two columns of text. */
export const VACANCIES_CSV = [
  'id,title,about,city',
  'v1,Hospital Nurse,Registered nurse for the night shift,Oslo',
  'v2,Dental Surgeon,Dentist with practice in oral health,Bergen',
  'v3,Software Engineer,Application programmer for test automation,Oslo',
  'v4,Lorry Driver,Haulage by truck,Tromsø',
  'v5,Pastry Cook,Baker of bread,Bergen',
  '',
].join('\n');

/** Imports the table as the collection `name`. */
export async function importVacancies(client: Client, name: string): Promise<void> {
  const { id } = await client.jobs.import({
    source: { name: 'vacancies.csv', content: new Blob([VACANCIES_CSV]) },
    kind: 'canonical',
    collection: name,
    entryColumns: { key: 'id', texts: ['title', 'about'] },
  });
  const job = await ended(client, id);
  if (job.status !== 'done') throw new Error(job.error?.message);
}

let made: Promise<string> | undefined;

/** A copy of a trained workspace whose entries have fields, beside a collection `vacancies`. */
export async function searchableWorkspace(): Promise<string> {
  made ??= (async () => {
    const folder = await emptyWorkspace();
    const engine = await openNodeEngine({ folder });
    try {
      await importText(engine.client, 'canonical', recordsJson());
      await importText(engine.client, 'feedback', feedbackCsv());
      await importVacancies(engine.client, 'vacancies');
      const job = await train(engine.client);
      if (job.status !== 'done') throw new Error(job.error?.message);
    } finally {
      await engine.close();
    }
    return folder;
  })();
  const copy = join(await temporaryFolder(), 'workspace');
  await cp(await made, copy, { recursive: true });
  return copy;
}
