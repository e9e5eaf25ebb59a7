import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Logo } from '#renderer/ui/Logo.tsx';
import classes from './FullPage.module.css';
import { showWorkspaceForm } from './workspace-form.ts';

function FullPage({ children }: { children: ReactNode }) {
  return (
    <main className={classes.page}>
      <h1 className="visually-hidden">Plumbline</h1>
      {children}
    </main>
  );
}

/** The token of this tab is not known any more: only the terminal has the new link. */
export function ExpiredPage() {
  return (
    <FullPage>
      <EmptyState picture={<Logo size={40} />} title="This link has expired">
        Each start of Plumbline makes a new link, and only that one opens the workspace. Start again
        from the terminal and open the link that it prints.
      </EmptyState>
    </FullPage>
  );
}

/** The engine runs, but no folder is open. */
export function WelcomePage() {
  return (
    <div className={classes.page}>
      <h1 className="visually-hidden">Plumbline</h1>
      <EmptyState
        picture={<Logo size={40} />}
        title="Open a workspace, or start a new one"
        action={
          <>
            <Button onClick={() => showWorkspaceForm('open')}>Open workspace</Button>
            <Button variant="filled" onClick={() => showWorkspaceForm('create')}>
              New workspace
            </Button>
          </>
        }
      >
        A workspace is a folder with a dictionary, the judgments and every version made from them.
        Copy the folder and you have copied the work.
      </EmptyState>
    </div>
  );
}
