import { useEffect, useRef } from 'react';

/**
 * For a button that is disabled while it is busy: the browser takes the focus from it, and the keyboard would be nowhere.
 * Afterwards the focus comes back, unless it is somewhere else by then.
 */
export function useFocusBack(busy: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !busy && document.activeElement === document.body) button.current?.focus();
    was.current = busy;
  }, [busy]);
  return button;
}
