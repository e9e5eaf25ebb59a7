import { join } from 'node:path';
import { dataFolder } from '../data.ts';
import { printTable, whole } from '../section.ts';
import { finished, withWorkspace } from '../workspace.ts';

/** Rows whose answer is compared with a search of its own. */
const COMPARED = 300;
const LEAST_RATE = 1500;

/** O*NET's 56,495 titles matched as one table, and rows of it searched one by one. */
export async function batch(): Promise<boolean> {
  const onet = join(dataFolder(), 'onet');
  const files = { canonical: join(onet, 'canonical.json'), feedback: join(onet, 'feedback.csv') };
  return withWorkspace(files, async (engine) => {
    const { client } = engine;
    const training = await client.jobs.train({ mode: 'full-train', embedder: 'builtin' });
    await finished(engine, training.id);
    const source = { path: join(onet, 'titles.csv') };
    const { id } = await client.jobs.match({ source, column: 'title', k: 3 });
    const { matched } = await finished(engine, id);
    if (!matched) throw new Error('Nothing was matched.');
    let same = 0;
    const step = Math.floor(matched.rows / COMPARED);
    for (let i = 0; i < COMPARED; i += 1) {
      const page = await client.match.page({ id: matched.id, offset: i * step, limit: 1 });
      const row = page.rows[0];
      if (!row) continue;
      const { results } = await client.search.query({ text: row.text, k: 3 });
      const alone = results.map(({ key, probability }) => ({ key, probability }));
      const together = row.hits.map(({ key, probability }) => ({ key, probability }));
      if (JSON.stringify(alone) === JSON.stringify(together)) same += 1;
    }
    return printTable(
      'A table matched against O*NET, 29,017 terms, best 3 with explanations',
      ['', 'measured', 'asked'],
      [
        {
          cells: [
            `rows a second, ${whole(matched.rows)} rows`,
            whole(matched.rate),
            whole(LEAST_RATE),
          ],
          holds: matched.rate >= LEAST_RATE,
        },
        {
          cells: [
            'rows with the results of a search of their own',
            `${same} of ${COMPARED}`,
            'all',
          ],
          holds: same === COMPARED,
        },
      ],
    );
  });
}
