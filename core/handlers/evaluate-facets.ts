import { categoryFinder, type FacetQuery, facetsOf } from '#core/evaluate/facets.ts';
import type { QueryOutcome } from '#core/evaluate/query-outcomes.ts';
import type { Facet } from '#core/evaluate/slices.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { words } from '#core/text/analyse.ts';
import { languageGuesser } from '#core/text/guess-language.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { scriptOf } from '#core/text/script-of.ts';
import type { WorkspaceData } from './workspace-data.ts';

type Breathe = Pick<JobContext, 'breathe'>;
type Columns = Record<string, string>;

/** Items between two breaths. */
const PIECE = 2048;

/** How the test queries of a workspace are parted. */
export async function facetsOfQueries(
  outcomes: readonly QueryOutcome[],
  data: WorkspaceData,
  context: Breathe,
): Promise<Facet[]> {
  const { known, fields } = await readEntries(data, context);
  const { columnsOf, columns } = await readColumns(data, context);
  const textOf = await texts(data);
  const queries = outcomes.map(
    ({ query, right }): FacetQuery => ({
      query,
      text: textOf(query),
      fields: data.entryByKey.get(right ?? '')?.fields ?? {},
      columns: columnsOf.get(normaliseText(query)) ?? {},
    }),
  );
  const language = languageGuesser();
  const text = { words: plainWords, known, script: scriptOf, language };
  return facetsOf(queries, text, { fields, columns });
}

const plainWords = (text: string) => words(normaliseText(text));

async function readEntries({ snapshot }: WorkspaceData, { breathe }: Breathe) {
  const known = new Set<string>();
  const categories = categoryFinder();
  for (const [place, { terms, fields = {} }] of snapshot.entries.entries()) {
    for (const term of terms) for (const word of plainWords(term)) known.add(word);
    categories.add(fields);
    if (place % PIECE === 0) await breathe();
  }
  return { known, fields: categories.names() };
}

/** Further columns by query: of its first confirmed row, else of its first one. */
async function readColumns({ snapshot }: WorkspaceData, { breathe }: Breathe) {
  const found = new Map<string, { columns: Columns; confirmed: boolean }>();
  const categories = categoryFinder();
  for (const [place, { query, verdict, extra }] of snapshot.judgments.entries()) {
    if (place % PIECE === 0) await breathe();
    if (!extra) continue;
    categories.add(extra);
    const normalised = normaliseText(query);
    const confirmed = verdict === 'yes';
    const before = found.get(normalised);
    if (!before || (confirmed && !before.confirmed)) {
      found.set(normalised, { columns: extra, confirmed });
    }
  }
  const columnsOf = new Map([...found].map(([query, { columns }]) => [query, columns]));
  return { columnsOf, columns: categories.names() };
}

/** What a query is searched with first: itself, or a term of the entry that it names. */
async function texts({ snapshot, entryByKey, collection }: WorkspaceData) {
  const others = await Promise.all(snapshot.collections.map(({ name }) => collection(name)));
  const all = [entryByKey, ...others.map(({ byKey }) => byKey)];
  return (query: string): string => {
    const named = all.map((byKey) => byKey.get(query)).find((entry) => entry !== undefined);
    return named?.terms[0] ?? query;
  };
}
