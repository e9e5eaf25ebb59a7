import type { EntryRow } from '#core/contract/index.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './Completions.module.css';

/** The id of the list: the box says that it controls it. */
export const COMPLETIONS = 'search-completions';

export function completionId(index: number): string {
  return `${COMPLETIONS}-${index}`;
}

interface Props {
  typed: string;
  entries: readonly EntryRow[];
  active: number;
  onTake(index: number): void;
}

/** Entries whose id or terms hold what is typed. The focus stays in the box; a click must not take it away. */
export function Completions({ typed, entries, active, onTake }: Props) {
  return (
    <ScrollRegion className={classes.scroller} label="Entries to choose from, scrolls">
      <div className={classes.card}>
        <p className={classes.heading}>
          No entry has the id “{typed}”. These hold it: choose one, or type on.
        </p>
        <ul
          id={COMPLETIONS}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox
          role="listbox"
          aria-label="Entries"
        >
          {entries.map(({ key, name, terms }, index) => (
            // biome-ignore-start lint/a11y: the focus and the keys stay in the box, as the combobox pattern has it
            <li
              key={key}
              id={completionId(index)}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(index)}
            >
              <KeyText value={key} limit={30} />
              <b>{name !== key && name}</b>
              <span>{terms.filter((term) => term !== name).join(', ')}</span>
            </li>
            // biome-ignore-end lint/a11y: the focus and the keys stay in the box, as the combobox pattern has it
          ))}
        </ul>
      </div>
    </ScrollRegion>
  );
}
