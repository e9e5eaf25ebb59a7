import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldFilter, FieldSummary } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './FilterPanel.module.css';
import type { EditorProps } from './field-editor.ts';
import { describeField, fieldsNamed, filterOn } from './filters.ts';
import { BooleanEditor, RangeEditor } from './RangeEditor.tsx';
import { ValueEditor } from './ValueEditor.tsx';

interface Props {
  collection: string | undefined;
  /** The field whose filter is made; null while one is chosen. */
  field: string | null;
  filters: readonly FieldFilter[];
  onField(field: string | null): void;
  onChange(field: string, filter: FieldFilter | null): void;
  onDone(): void;
}

const MANY = 8;

/** First the fields of the collection, then what one of them shall be. */
export function FilterPanel({ collection, field, filters, onField, onChange, onDone }: Props) {
  const { data: fields, error } = useQuery(
    engine.search.fields.queryOptions({
      input: { ...(collection && { in: collection }) },
      staleTime: 60_000,
    }),
  );
  if (error) return <ErrorState failure={toFailure(error)} />;
  if (!fields) {
    return (
      <div className={classes.loading}>
        <SkeletonLines count={5} height={30} />
      </div>
    );
  }
  if (field === null) return <FieldList fields={fields} filters={filters} onChoose={onField} />;
  const summary = fields.find((candidate) => candidate.field === field);
  return (
    <div className={classes.panel}>
      <div className={classes.header}>
        <button type="button" aria-label="All fields" onClick={() => onField(null)}>
          <IconChevronLeft size={16} stroke={1.8} aria-hidden="true" />
        </button>
        <h2 title={field}>{field}</h2>
        {filterOn(filters, field) && (
          <button type="button" className={classes.clear} onClick={() => onChange(field, null)}>
            Clear
          </button>
        )}
        <button type="button" className={classes.done} onClick={onDone}>
          Done
        </button>
      </div>
      {summary ? (
        <Editor
          summary={summary}
          filter={filterOn(filters, field)}
          onChange={(filter) => onChange(field, filter)}
        />
      ) : (
        <p className={classes.note}>No entry of this collection has this field any more.</p>
      )}
    </div>
  );
}

function Editor(props: EditorProps) {
  switch (props.summary.type) {
    case 'number':
      return <RangeEditor {...props} />;
    case 'boolean':
      return <BooleanEditor {...props} />;
    case 'text':
      return <ValueEditor {...props} />;
  }
}

interface FieldListProps {
  fields: readonly FieldSummary[];
  filters: readonly FieldFilter[];
  onChoose(field: string): void;
}

function FieldList({ fields, filters, onChoose }: FieldListProps) {
  const [typed, setTyped] = useState('');
  if (fields.length === 0) {
    return <p className={classes.note}>The entries of this collection have no fields.</p>;
  }
  return (
    <div className={classes.panel}>
      {fields.length > MANY && (
        <input
          type="search"
          data-autofocus
          className={classes.find}
          aria-label="Find a field"
          placeholder="Find a field"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <ul className={classes.fields} aria-label="Fields">
        {fieldsNamed(fields, typed).map((summary) => (
          <li key={summary.field}>
            <button type="button" onClick={() => onChoose(summary.field)}>
              <b title={summary.field}>{summary.field}</b>
              <span>{describeField(summary)}</span>
              {filterOn(filters, summary.field) && <i>filtered</i>}
              <IconChevronRight size={14} stroke={1.8} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
