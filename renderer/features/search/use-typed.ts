import { useEffect, useState } from 'react';

const REST = 250;

/**
 * What is in the box: at once here, and kept in the address when typing rests, because a browser takes only so many
 * changes of its address. An address that changes by itself (back, a link, a choice) wins over what was typed before.
 */
export function useTyped(
  kept: string,
  keep: (text: string) => void,
): [text: string, type: (text: string) => void] {
  const [text, type] = useState(kept);
  const [seen, setSeen] = useState(kept);
  /** What this hook has put into the address, until it is seen there. */
  const [own, setOwn] = useState<string | null>(null);
  if (seen !== kept) {
    setSeen(kept);
    setOwn(null);
    // Typing may have gone on meanwhile.
    if (kept !== own) type(kept);
  }
  useEffect(() => {
    if (text === kept) return;
    const timer = setTimeout(() => {
      setOwn(text);
      keep(text);
    }, REST);
    return () => clearTimeout(timer);
  });
  return [text, type];
}
