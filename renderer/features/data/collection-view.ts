import type { CollectionSummary, WorkspaceSummary } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { formatQuantity } from '#renderer/ui/format.ts';
import { importsOf, isOf, sourceOf } from './data-view.ts';

/** A card at the top of the screen: one collection beside the canonical one. */
export interface CollectionCard {
  name: string;
  /** The file that it was imported from; its own name where that is not known. */
  file: string;
  /** `3 entries, 5 terms` */
  amount: string;
  /** What its entries can be filtered by, or where the file came from. */
  facts: string;
  at: string | null;
}

/** The collections beside the canonical one, as cards. */
export function collectionCards(
  collections: readonly CollectionSummary[],
  { imports }: Pick<WorkspaceSummary, 'imports'>,
): CollectionCard[] {
  return collections
    .filter(({ name }) => name !== CANONICAL)
    .map(({ name, entries, terms, fields }) => {
      const { newest, earlier } = importsOf(
        imports.filter((record) => record.kind === 'canonical' && isOf(record, name)),
      );
      return {
        name,
        file: newest?.name ?? name,
        amount: amountOf(entries, terms),
        facts: fields.length > 0 ? fieldsInWords(fields) : newest ? sourceOf(newest, earlier) : '',
        at: newest?.at ?? null,
      };
    });
}

function amountOf(entries: number, terms: number): string {
  return `${formatQuantity(entries, 'entry', 'entries')}, ${formatQuantity(terms, 'term')}`;
}

/** `2 fields: salary, remote`. */
export function fieldsInWords(fields: readonly string[]): string {
  return `${formatQuantity(fields.length, 'field')}: ${fields.join(', ')}`;
}

/** Whether what was imported can be found already, and what to do where it cannot. */
export interface IndexState {
  indexed: boolean;
  text: string;
  /** The same in a whole sentence. */
  hint: string;
}

/** Of a collection as it is now; null while that is not known. */
export function indexState(
  name: string,
  collections: readonly CollectionSummary[],
  inUse: string | null,
): IndexState | null {
  const summary = collections.find((one) => one.name === name);
  if (!summary) return null;
  if (inUse === null) {
    return { indexed: false, text: 'No version yet', hint: 'No version has been trained yet.' };
  }
  return summary.indexed
    ? { indexed: true, text: `In ${inUse}`, hint: `${inUse}, the version in use, can search it.` }
    : {
        ...{ indexed: false, text: 'Not indexed yet' },
        hint: `It is not in ${inUse}, the version in use, as it is now: train.`,
      };
}
