import { formatAgo } from './format.ts';

interface Props {
  at: string;
  /** As words (`5 min ago`), where nothing beside it says that it is an age. */
  inWords?: boolean;
}

/** A relative time with the exact one on hover. */
export function Ago({ at, inWords = false }: Props) {
  const age = formatAgo(at, new Date());
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {inWords ? ageInWords(age) : age}
    </time>
  );
}

function ageInWords(age: string): string {
  return age === 'now' ? 'just now' : `${age} ago`;
}
