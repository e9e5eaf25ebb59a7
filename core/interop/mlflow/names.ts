/**
 * What MLflow's servers accept as names and values (mlflow.org, REST API 2.0; mlflow/utils/validation.py). Parameter values may have
 * 6,000 characters since 2.9, 500 before: the smaller bound holds everywhere.
 */
const LONGEST_KEY = 250;
const LONGEST_PARAM = 500;
const LONGEST_TAG = 5000;

/** The key of a metric, parameter or tag: `test.ndcg@10` becomes `test.ndcg_at_10`, as MLflow's own measures are called. */
export function mlflowKey(name: string): string {
  const plain = name
    .replaceAll('@', '_at_')
    .replace(/[^A-Za-z0-9_\-. :]/g, '_')
    // A key may be no path that leads elsewhere.
    .replace(/^\.+/, (dots) => '_'.repeat(dots.length));
  return plain.slice(0, LONGEST_KEY) || '_';
}

/** The value of a parameter; nothing at all is "none". */
export function paramValue(value: string | number | boolean | null): string {
  return value === null || value === '' ? 'none' : shortened(String(value), LONGEST_PARAM);
}

export function tagValue(value: string): string {
  return shortened(value, LONGEST_TAG);
}

function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half a surrogate pair is no character.
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
