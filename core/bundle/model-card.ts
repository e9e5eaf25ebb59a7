import type { BundleOptions } from '#core/contract/bundle.ts';
import type { Interval } from '#core/contract/common.ts';
import type { Metrics } from '#core/contract/metrics.ts';
import type { ModelRecord } from '#core/contract/models.ts';
import type { Manifest } from '#core/contract/versions.ts';

/** What a model card is written from. */
export interface CardFacts {
  manifest: Manifest;
  /** Null where nothing was measured. */
  metrics: Metrics | null;
  options: BundleOptions;
  createdBy: string;
  /** The model that the version builds on; null where there is none. */
  base: Pick<ModelRecord, 'name' | 'origin' | 'licence' | 'languages'> | null;
  /** Files of the bundle that the card speaks of. */
  has(name: string): boolean;
}

/**
 * A model card in Markdown: what the version is, what it was made of, what it measured and how to load it. The same facts
 * give the same text. After Mitchell et al., "Model Cards for Model Reporting", 2019.
 */
export function modelCard(facts: CardFacts): string {
  const { manifest, createdBy } = facts;
  const sections = [
    `# Plumbline version ${manifest.version}`,
    `Made ${manifest.createdAt} by Plumbline ${manifest.app} (${manifest.mode}, seed ${manifest.seed}); bundled by ${createdBy}.`,
    '## What it does',
    `It matches short texts (names, titles, labels) to the entries of one dictionary: for each text it ranks entries and, where it has a match model, says how probable each match is and whether to accept, review or reject it. It is meant for texts of the kind that it was measured on. It is not meant for deciding about people without a person's review, nor for texts of another field or language than its dictionary's.`,
    '## Made of',
    ...list(madeOf(facts)),
    '## Measured',
    ...measured(facts.metrics),
    '## Gate',
    ...gate(manifest),
    '## Limits',
    ...list(limits(facts)),
    '## Files',
    ...list(filesOf(facts)),
    '## Load it in Python',
    ...loading(facts),
  ];
  return `${sections.join('\n\n')}\n`;
}

const list = (lines: readonly string[]): string[] => [lines.map((line) => `- ${line}`).join('\n')];

function madeOf({ manifest, base }: CardFacts): string[] {
  const { data, space, parent, learning } = manifest;
  const collections = data.collections.map(
    ({ name, entries, terms }) => `collection ${name}: ${entries} entries, ${terms} terms`,
  );
  return [
    `dictionary: ${data.entries} entries, ${data.terms} terms, and ${data.learntTerms} terms learnt from judgments (sha256 ${data.canonicalSha256})`,
    ...collections,
    `judgments: ${data.judgments} (sha256 of the ledger ${data.ledgerSha256})`,
    `embedder: ${space.embedder}, ${space.dimensions} dimensions, space ${space.id}`,
    ...(base
      ? [`base model: ${base.name}; ${base.origin}; licence ${base.licence ?? 'unknown'}`]
      : []),
    ...(base?.languages ? [`languages of the base model: ${base.languages}`] : []),
    ...(learning ? [learning.words] : []),
    `parent version: ${parent ?? 'none'}`,
  ];
}

const number = (value: number): string => value.toFixed(3);
const interval = ({ value, lower, upper }: Interval): string =>
  `${number(value)} (95 % interval ${number(lower)} to ${number(upper)})`;

function measured(metrics: Metrics | null): string[] {
  if (metrics === null || metrics.test.queries === 0) return ['Nothing was measured.'];
  const { test, intervals, bands, leaked, withoutLeakage } = metrics;
  const pairs = metrics.pairs.test;
  return [
    `On ${test.queries} test queries that it was not trained on, by entries judged right:`,
    ...list([
      `first result right: ${interval(intervals.top1)}`,
      `MRR@10: ${interval(intervals['mrr@10'])}`,
      `NDCG@10: ${interval(intervals['ndcg@10'])}`,
      `recall@10: ${interval(intervals['recall@10'])}`,
      ...(leaked > 0 && withoutLeakage
        ? [
            `without the ${leaked} queries that are also terms of the dictionary: NDCG@10 ${number(withoutLeakage['ndcg@10'])}`,
          ]
        : []),
      ...(pairs
        ? [
            `${pairs.n} judged pairs: average precision ${pairs.average_precision === null ? 'not defined' : number(pairs.average_precision)}, Brier score ${number(pairs.brier)}, expected calibration error ${number(pairs.ece)}`,
          ]
        : []),
      ...(bands.accept.precision
        ? [
            `accepted pairs that are right: ${interval(bands.accept.precision)}, ${bands.accept.count} of the judged pairs`,
          ]
        : []),
    ]),
  ];
}

function gate({ gate: rules }: Manifest): string[] {
  if (rules.length === 0) return ['No rule was applied.'];
  return list(
    rules.map(
      ({ title, pass, reason }) =>
        `${pass ? 'passes' : 'FAILS'}: ${title}${reason === '' ? '' : `. ${reason}`}`,
    ),
  );
}

function limits({ metrics, options }: CardFacts): string[] {
  const notes = metrics?.bands.thresholds.notes ?? [];
  return [
    'The numbers hold for texts like the test queries; other texts may do better or worse. Judge a sample of your own before you rely on them.',
    'Entries that are not in the dictionary cannot be found.',
    ...notes,
    ...(options.texts
      ? []
      : [
          'Terms, queries and fields are left out. The keys of entries, and the letter groups and words that the embedder counts (model/lexical.json), are still there.',
        ]),
    ...(options.vectors ? [] : ['Vectors of the terms are left out.']),
    ...(options.weights ? [] : ['The weights of the base model are left out.']),
  ];
}

const FILES: readonly (readonly [string, string])[] = [
  ['bundle.json', 'schema, manifest, size and sha256 of every file'],
  ['index.faiss', 'the vectors of all terms, a faiss IndexFlatIP of unit vectors'],
  [
    'meta.json',
    'row by row `int_ids` and `orig_keys`: the ids of index.faiss and the keys of their entries',
  ],
  ['vectors.parquet', 'the same vectors with their keys'],
  ['model/modules.json', 'the embedder as a sentence-transformers folder'],
  ['match-model.json', 'how evidence becomes a probability'],
  ['thresholds.json', 'from which probability on to accept, and below which to reject'],
  ['metrics.json', 'everything that was measured'],
  ['sample/probes.json', 'probe texts with their vectors and results, to check a loader with'],
];

const filesOf = ({ has }: CardFacts): string[] =>
  FILES.filter(([name]) => name === 'bundle.json' || has(name)).map(
    ([name, what]) => `\`${name}\`: ${what}`,
  );

function loading({ has }: CardFacts): string[] {
  const lines = [
    'import json, zipfile',
    'zipfile.ZipFile("version.plumbline.zip").extractall("version")',
  ];
  if (has('index.faiss')) {
    lines.push(
      'import faiss',
      'index = faiss.read_index("version/index.faiss")',
      'keys = json.load(open("version/meta.json"))["orig_keys"]',
    );
  }
  if (has('model/modules.json')) {
    lines.push(
      'from sentence_transformers import SentenceTransformer',
      `model = SentenceTransformer("version/model"${has('model/plumbline_embedder.py') ? ', trust_remote_code=True' : ''})`,
      'vectors = model.encode(["a text"], normalize_embeddings=True)',
    );
  }
  if (has('index.faiss') && has('model/modules.json')) {
    lines.push('scores, rows = index.search(vectors, 10)', 'print([keys[row] for row in rows[0]])');
  }
  return [`\`\`\`python\n${lines.join('\n')}\n\`\`\``, SAMPLE_ADVICE];
}

const SAMPLE_ADVICE =
  'Compare with `sample/probes.json` before use: each probe has the vector of its text as a query, and the rows of the index that are nearest to it.';
