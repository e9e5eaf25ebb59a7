import { entryAddress } from '#renderer/app/route.ts';
import { entryWords } from './measure-words.ts';
import tables from './tables.module.css';

interface Props {
  entry: { key: string; name: string | null } | null;
  /** Inside a grid, which is one stop for the Tab key. */
  inGrid?: boolean;
}

/** An entry's name; it leads to the entry's page. */
export function EntryLink({ entry, inGrid = false }: Props) {
  if (!entry) return <span className={tables.quiet}>–</span>;
  return (
    <a
      className={tables.link}
      href={entryAddress(entry.key)}
      title={`${entryWords(entry)}, ${entry.key}`}
      tabIndex={inGrid ? -1 : undefined}
      onClick={(event) => event.stopPropagation()}
    >
      {entryWords(entry)}
    </a>
  );
}
