import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useRoute } from '#renderer/app/navigate.ts';

/** Milliseconds without a question to the engine after which a screen is complete. */
const SETTLED = 120;

/** A card that an address can ask for (`#/settings?show=services`): it comes into view and gets the focus. */
export function ShownCard({ id, children }: { id: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(false);
  const asked = useRoute().params.show === id;
  const complete = useIsFetching() === 0;
  useEffect(() => {
    if (!asked) shown.current = false;
    // Once all is there: what stands above it has its height then, and it is not moved again under the reader's eyes.
    if (!asked || !complete || shown.current) return;
    const timer = setTimeout(() => {
      shown.current = true;
      place.current?.scrollIntoView({ block: 'start' });
      place.current?.focus({ preventScroll: true });
    }, SETTLED);
    return () => clearTimeout(timer);
  }, [asked, complete]);
  return (
    <div ref={place} tabIndex={-1} style={{ scrollMarginTop: 16, outline: 'none' }}>
      {children}
    </div>
  );
}
