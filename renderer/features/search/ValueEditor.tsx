import { useState } from 'react';
import { formatCount } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './FilterPanel.module.css';
import type { EditorProps } from './field-editor.ts';
import { choosableValues, unlistedValue, valueWords, withValue } from './filters.ts';

const OPS = [
  { value: 'is', label: 'is' },
  { value: 'not', label: 'is not' },
] as const;

/** Any of some values, or none of them, with how many entries have each. */
export function ValueEditor({ summary, filter, onChange }: EditorProps) {
  const [typed, setTyped] = useState('');
  const [negated, setNegated] = useState(filter?.op === 'not');
  const rows = choosableValues(summary, filter, typed);
  const unlisted = unlistedValue(summary, typed);
  const choose = (value: (typeof rows)[number]['value']) => {
    const next = withValue(filter, summary.field, value);
    onChange({ ...next, op: negated ? 'not' : 'is' });
  };
  const turn = (op: 'is' | 'not') => {
    setNegated(op === 'not');
    if (filter && filter.op !== 'range') onChange({ ...filter, op });
  };
  return (
    <>
      <div className={classes.tools}>
        <Segments label="Condition" value={negated ? 'not' : 'is'} options={OPS} onChange={turn} />
        <input
          type="search"
          data-autofocus
          className={classes.find}
          aria-label={`Find a value of ${summary.field}`}
          placeholder="Find a value"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <ul className={classes.values} aria-label={`Values of ${summary.field}`}>
        {rows.map(({ value, entries, chosen }) => (
          <li key={`${typeof value} ${value}`}>
            <label>
              <input type="checkbox" checked={chosen} onChange={() => choose(value)} />
              <span title={valueWords(value)}>{valueWords(value)}</span>
              {entries !== null && <i>{formatCount(entries)}</i>}
            </label>
          </li>
        ))}
        {unlisted !== null && (
          <li>
            <button
              type="button"
              onClick={() => {
                choose(unlisted);
                setTyped('');
              }}
            >
              Exactly “{unlisted}”
            </button>
          </li>
        )}
      </ul>
      {rows.length === 0 && unlisted === null && (
        <p className={classes.note}>No value holds “{typed}”.</p>
      )}
      {summary.distinct > summary.values.length && (
        <p className={classes.foot}>
          The {formatCount(summary.values.length)} most frequent of {formatCount(summary.distinct)}{' '}
          values.
        </p>
      )}
    </>
  );
}
