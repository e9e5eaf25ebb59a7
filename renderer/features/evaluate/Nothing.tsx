import type { ReactNode } from 'react';
import { Card } from '#renderer/ui/Card.tsx';
import tables from './tables.module.css';

/** In place of a chart or a table that has nothing to show: why, in a sentence. */
export function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card title={title}>
      <p className={tables.words}>{children}</p>
    </Card>
  );
}
