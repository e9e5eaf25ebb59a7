import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** Small facts beside the title. */
  facts?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen with its heading; the content scrolls, the frame does not. */
export function Page({ title, facts, actions, children }: Props) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{title}</h1>
        {facts}
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Fact({ children }: { children: ReactNode }) {
  return <span className={classes.fact}>{children}</span>;
}
