import type { FieldFilter, FieldSummary } from '#core/contract/index.ts';

/** What every editor of one field's filter is given. */
export interface EditorProps {
  summary: FieldSummary;
  filter: FieldFilter | undefined;
  /** null takes the filter away. */
  onChange(filter: FieldFilter | null): void;
}
