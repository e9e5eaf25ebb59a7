import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { SearchMode } from '#core/contract/index.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { COMPLETIONS, completionId } from './Completions.tsx';
import { completionStep, NONE_ACTIVE } from './completion.ts';
import classes from './SearchBox.module.css';
import type { SearchBy } from './search-params.ts';

interface Props {
  ref: Ref<HTMLInputElement>;
  text: string;
  by: SearchBy;
  mode: SearchMode;
  /** Count, time and exactness of the answer. */
  summary: ReactNode;
  /** The list below the box: how many entries it offers, and which of them is chosen. */
  completions: { count: number; active: number };
  onText(text: string): void;
  onActive(active: number): void;
  /** Enter on an entry of the list. */
  onTake(index: number): void;
  onMode(mode: SearchMode): void;
  /** Arrow down or Enter: into the list. */
  onEnterList(): void;
}

const MODES = [
  { value: 'hybrid', label: 'Hybrid' },
  { value: 'meaning', label: 'Meaning' },
  { value: 'letters', label: 'Letters' },
] as const;

export function SearchBox(props: Props) {
  const { ref, text, by, mode, summary, completions, onText, onActive, onTake, onMode } = props;
  const { count, active } = completions;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = completionStep(active, event.key, count);
    if (step === null) return;
    event.preventDefault();
    if (step === 'leave') props.onEnterList();
    else if (step === 'take') onTake(Math.max(0, active));
    else onActive(step);
  };
  return (
    <search className={classes.box}>
      <IconSearch className={classes.icon} size={17} stroke={2} aria-hidden="true" />
      <input
        ref={ref}
        type="text"
        className={classes.input}
        data-by={by}
        autoComplete="off"
        spellCheck={false}
        aria-label={by === 'key' ? 'Search by the id of an entry' : 'Search'}
        placeholder={by === 'key' ? 'The id of an entry, or a word of its name' : 'A text to match'}
        {...(by === 'key' && {
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-expanded': count > 0,
          'aria-controls': COMPLETIONS,
          'aria-activedescendant':
            count > 0 && active !== NONE_ACTIVE ? completionId(active) : undefined,
        })}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {summary}
      <Segments<SearchMode> label="Order by" value={mode} options={MODES} onChange={onMode} />
    </search>
  );
}
