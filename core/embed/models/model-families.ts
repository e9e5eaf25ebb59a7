import type { ModelRecord } from '#core/contract/models.ts';

/** What a model's own files do not tell. */
export type Overrides = Partial<Pick<ModelRecord, 'pooling' | 'prefixes'>>;

/**
 * Models that are known by their name: what their cards ask for. E5 wants "query: " before both sides where texts of
 * the same kind are compared; BGE takes the first token, which its exports for ONNX do not say.
 */
const FAMILIES: readonly { name: RegExp; overrides: Overrides }[] = [
  {
    name: /(^|[-_/])e5-(small|base|large)/i,
    overrides: { prefixes: { query: 'query: ', term: 'query: ' } },
  },
  { name: /(^|[-_/])bge-(small|base|large|m3)/i, overrides: { pooling: 'cls' } },
];

/** What is known of a model by the name of its repository or folder. */
export function overridesFor(name: string): Overrides {
  return FAMILIES.find((family) => family.name.test(name))?.overrides ?? {};
}
