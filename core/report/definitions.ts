/** What a number on the page means, exactly. */
export interface Definition {
  name: string;
  text: string;
}

/** Groups of definitions, in the order of the page. */
export const DEFINITIONS: readonly { title: string; definitions: readonly Definition[] }[] = [
  {
    title: 'Ranking, as trec_eval computes it',
    definitions: [
      {
        name: 'Queries',
        text: 'Judged queries of the test split with at least one right entry, that is a grade of at least 0.5. A query without any result counts 0; a query with rejected entries only is left out. Every value is a mean over queries. Results are ordered by score descending, equal scores by key descending. An entry that nobody judged counts as not right.',
      },
      { name: 'Top-1', text: '1 if the first result is right, else 0.' },
      {
        name: 'MRR@10',
        text: 'Mean reciprocal rank: 1 / rank of the first right result among the first 10, else 0.',
      },
      {
        name: 'NDCG@10',
        text: 'DCG@10 / ideal DCG@10, with DCG@10 = Σ (r = 1 … 10) gain(r) / log2(r + 1). The gain is the grade (yes 1, no 0, or graded); the ideal order is that of all judged entries of the query by grade (Järvelin and Kekäläinen, 2002).',
      },
      {
        name: 'MAP',
        text: 'Mean average precision: for each right entry that is found, the share of right results up to its rank; summed and divided by the number of right entries.',
      },
      {
        name: 'Recall@k',
        text: 'Share of the right entries of a query that are among the first k results.',
      },
      {
        name: 'Judged@10',
        text: 'Share of the first 10 results that somebody judged: how much the rule for unjudged entries matters.',
      },
      {
        name: 'Misses',
        text: 'Of the queries whose first result is wrong: a candidate miss had no right entry among the candidates, a scoring miss had one that ranked too low.',
      },
    ],
  },
  {
    title: 'Pairs and probabilities',
    definitions: [
      {
        name: 'Probability',
        text: 'The match model’s log-odds, mapped to a probability by a calibration fitted on the calibrate split alone.',
      },
      {
        name: 'Precision, recall, F1',
        text: 'Of the judged test pairs at or above a threshold: the share that is right; of all right pairs the share at or above it; and their harmonic mean 2PR / (P + R).',
      },
      {
        name: 'F-beta',
        text: '(1 + β²) P R / (β² P + R).',
      },
      {
        name: 'ROC AUC',
        text: 'Probability that a right pair scores above a wrong one; ties count half.',
      },
      {
        name: 'Average precision',
        text: 'Σ (Rₙ − Rₙ₋₁) Pₙ over thresholds from the highest down, without interpolation.',
      },
      { name: 'Brier score', text: 'Mean of (probability − outcome)², outcome 1 or 0.' },
      {
        name: 'Log loss',
        text: 'Mean of −ln p for right pairs and −ln (1 − p) for wrong ones, in nats.',
      },
      {
        name: 'ECE',
        text: 'Expected calibration error: Σ (pairs in bin / pairs) · |mean probability − observed share| over 10 bins. Equal mass: bins of the same number of pairs, equal probabilities never parted. Equal width: bins of 0.1.',
      },
      {
        name: 'Reliability',
        text: 'For each bin of equal mass the mean probability against the observed share, with its Wilson 95 % score interval.',
      },
      {
        name: 'Cost',
        text: 'Mean over the judged test pairs of the workspace’s cost of a wrong acceptance and of a missed match.',
      },
    ],
  },
  {
    title: 'Thresholds and bands',
    definitions: [
      {
        name: 'Accept',
        text: 'The lowest probability at and above which precision is at least the target with 95 % confidence on the calibrate split, by the Clopper-Pearson lower bound. Cuts are fixed by rank and tested from the top down; each has half of the risk that is left, and one that passes hands its risk on (fallback procedure: Wiens and Dmitrienko, 2005; Angelopoulos and others, Learn then Test, 2021).',
      },
      {
        name: 'Reject',
        text: 'The highest probability below which at most the allowed share of right pairs lies, with 95 % confidence by the Clopper-Pearson upper bound.',
      },
      {
        name: 'Review',
        text: 'Everything between. Where no threshold keeps a promise there is none, and its pairs go to review.',
      },
      {
        name: 'Achieved on test',
        text: 'Share of a band’s judged test pairs that are right, with the Clopper-Pearson 95 % interval (Clopper and Pearson, 1934).',
      },
    ],
  },
  {
    title: 'Intervals and tests',
    definitions: [
      {
        name: 'Interval of a ranking measure',
        text: 'Percentile bootstrap over queries, 2,000 resamples, 95 % (Efron and Tibshirani, 1993).',
      },
      {
        name: 'Difference of versions',
        text: 'Mean over the queries that both answered of (this version − the other), with a paired bootstrap 95 % interval.',
      },
      {
        name: 'p',
        text: 'Paired randomisation test: the share of random sign flips of the per-query differences whose mean is at least as far from 0; 10,000 flips, or all of them where at most 16 queries differ (Smucker, Allan and Carterette, 2007).',
      },
      {
        name: 'p (Holm)',
        text: 'p adjusted for several measures, or several parts, by Holm’s step-down method (Holm, 1979).',
      },
      {
        name: 'Verdict',
        text: 'Better or worse only if the interval lies on one side of 0 and p is below 0.05; anything else is within noise.',
      },
    ],
  },
  {
    title: 'Data',
    definitions: [
      {
        name: 'Splits',
        text: 'Each query belongs for ever to train (60 %), calibrate (20 %) or test (20 %), by a hash of its normalised text; near-identical queries share a split. Nothing is learnt and no threshold chosen on test.',
      },
      {
        name: 'Leakage',
        text: 'A test query that is also a term of the dictionary: its answer stands in the index word for word.',
      },
    ],
  },
];
