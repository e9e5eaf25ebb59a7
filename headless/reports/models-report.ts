import type { CatalogueModel, ModelSummary } from '#core/contract/models.ts';
import { bytes, count } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';

const right = { align: 'right' } as const;

/** The models of a workspace, the builtin one first, and below them what is wrong with some. */
export function modelLines(models: readonly ModelSummary[]): string[] {
  const rows = models.map((model) => [
    model.id,
    model.name,
    model.kind,
    count(model.dimensions),
    Object.keys(model.weights).join(', '),
    model.languages ?? '–',
    model.licence ?? '–',
    bytes(model.bytes),
    model.usedBy.length === 0 ? '' : usedBy(model.usedBy),
  ]);
  const columns = [
    { title: 'id', max: 60 },
    { title: 'name', max: 40 },
    { title: 'kind' },
    { title: 'dimensions', ...right },
    { title: 'weights' },
    { title: 'languages', max: 24 },
    { title: 'licence', max: 16 },
    { title: 'size', ...right },
    { title: 'used by' },
  ];
  return [...table(columns, rows), ...models.flatMap(damageLine)];
}

function usedBy(versions: readonly string[]): string {
  const [first = ''] = versions;
  return versions.length === 1 ? first : `${first} and ${versions.length - 1} more`;
}

function damageLine({ id, damage }: ModelSummary): string[] {
  return damage === null ? [] : [`${id} cannot be used: ${damage}.`];
}

/** Models that can be downloaded. */
export function catalogueLines(models: readonly CatalogueModel[]): string[] {
  const rows = models.map((model) => [
    `hf:${model.repo}`,
    model.languages,
    count(model.dimensions),
    model.parameters,
    model.licence,
    bytes(model.bytes),
    model.installed === null ? '' : 'added',
  ]);
  const columns = [
    { title: 'source' },
    { title: 'languages', max: 26 },
    { title: 'dimensions', ...right },
    { title: 'parameters', ...right },
    { title: 'licence' },
    { title: 'download', ...right },
    { title: '' },
  ];
  const advice = models.map(({ name, advice: text }) => `${name}: ${text}`);
  return [...table(columns, rows), '', ...advice];
}

/** What one model came to, after it was added. */
export function addedLines(model: ModelSummary): string[] {
  const weights = Object.keys(model.weights).join(', ');
  return [
    `${model.name} is added as ${model.id}: ${model.architecture}, ${count(model.dimensions)} dimensions, ${weights}, ${bytes(model.bytes)}.`,
    `Train with it: plumbline train WORKSPACE --embedder ${model.id}`,
  ];
}
