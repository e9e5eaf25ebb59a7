import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { copySample, runCli, SAMPLE, type Service, temporaryFolder } from './service.ts';
import { test as base, expect } from './workbench.ts';

const GROUPS = ['Computing', 'Care', 'Trades', 'Office'];
const CANDIDATES = [
  { id: 'c-1', name: 'Ann Berg', wish: 'Frontend Developer' },
  { id: 'c-2', name: 'Ola Lie', wish: 'Staff Nurse' },
  { id: 'c-3', name: 'Ida Moe', wish: 'Delivery Driver' },
];

const TERMS = ['title', 'also1', 'also2', 'also3', 'also4', 'also5', 'also6'];

/** The sample's entries as a table with fields: a group in turn, and a wage from 20 on in steps of one. */
function jobs(): Record<string, string | number>[] {
  const text = readFileSync(join(SAMPLE, 'source', 'canonical.json'), 'utf8');
  const entries = Object.entries(JSON.parse(text) as Record<string, string[]>);
  return entries.map(([title, others], index) => ({
    ...Object.fromEntries(TERMS.map((column, place) => [column, [title, ...others][place] ?? ''])),
    Group: GROUPS[index % GROUPS.length] ?? '',
    Wage: 20 + index,
  }));
}

/** Makes a workspace of jobs with fields, and candidates beside them, with two versions. */
async function makeWorkspace(): Promise<string> {
  const folder = copySample();
  const files = temporaryFolder();
  const [jobsFile, candidatesFile] = [join(files, 'jobs.csv'), join(files, 'candidates.csv')];
  writeFileSync(jobsFile, Papa.unparse(jobs()));
  writeFileSync(candidatesFile, Papa.unparse(CANDIDATES));
  const asJobs = ['--key-column', 'title', ...TERMS.flatMap((name) => ['--text-column', name])];
  const asCandidates = ['--key-column', 'id', '--text-column', 'name', '--text-column', 'wish'];
  const steps = [
    ['import', folder, '--canonical', jobsFile, ...asJobs],
    ['import', folder, '--collection', `candidates=${candidatesFile}`, ...asCandidates],
    ['train', folder, '--mode', 'build-index'],
    ['train', folder, '--mode', 'full-train'],
  ];
  // 3: the gate refuses; the version is kept, and that is all that is needed here.
  for (const step of steps) expect([0, 3], step.join(' ')).toContain(await runCli(...step));
  rmSync(files, { recursive: true, force: true });
  return folder;
}

interface Fixtures {
  /** Jobs with fields, candidates, two versions. */
  twoCollections: Service;
}

export const test = base.extend<Fixtures, { twoCollectionsFolder: string }>({
  twoCollectionsFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const folder = await makeWorkspace();
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  twoCollections: async ({ serve, twoCollectionsFolder }, use) => {
    const folder = temporaryFolder();
    cpSync(twoCollectionsFolder, folder, { recursive: true });
    await use(await serve(folder));
  },
});
