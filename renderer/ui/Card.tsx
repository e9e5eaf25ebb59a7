import { type ReactNode, useId } from 'react';
import classes from './Card.module.css';

interface Props {
  title?: string;
  /** What stands at the right of the title: a unit, a count, buttons. */
  aside?: ReactNode;
  children: ReactNode;
  /** Content up to the border, for tables and lists. */
  flush?: boolean;
  className?: string | undefined;
}

export function Card({ title, aside, children, flush = false, className }: Props) {
  const id = useId();
  return (
    <section
      className={className ? `${classes.card} ${className}` : classes.card}
      data-flush={flush || undefined}
      aria-labelledby={title ? id : undefined}
    >
      {title && (
        <header className={classes.header}>
          <h2 id={id}>{title}</h2>
          {aside && <div className={classes.aside}>{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
