import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { Segments } from '#renderer/ui/Segments.tsx';
import classes from './SearchBox.module.css';
import type { SearchBy } from './search-request.ts';

interface Props {
  ref: Ref<HTMLInputElement>;
  text: string;
  by: SearchBy;
  /** `6 of 1 016 in 9 ms` */
  summary: string;
  onText(text: string): void;
  onBy(by: SearchBy): void;
  /** Arrow down or Enter: into the list. */
  onEnterList(): void;
}

const BY = [
  { value: 'text', label: 'Text' },
  { value: 'key', label: 'Id' },
] as const;

export function SearchBox({ ref, text, by, summary, onText, onBy, onEnterList }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    onEnterList();
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
        placeholder={by === 'key' ? 'The id of an entry' : 'A text to match'}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes.summary} role="status">
        {summary}
      </span>
      <Segments<SearchBy> label="Search by" value={by} options={BY} onChange={onBy} />
    </search>
  );
}
