import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';
import { WorkspaceFields } from './WorkspaceFields.tsx';
import classes from './WorkspaceMenu.module.css';
import { showWorkspaceForm, useWorkspaceForm } from './workspace-form.ts';

/** The workspace's name in the header, and behind it everything about workspaces. */
export function WorkspaceMenu() {
  const form = useWorkspaceForm();
  const workspace = useWorkspace().data;
  const close = () => showWorkspaceForm(null);
  return (
    <Popover
      opened={form !== null}
      onChange={(opened) => !opened && close()}
      position="bottom-start"
      width={360}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.name}
          onClick={() => showWorkspaceForm(form === null ? 'menu' : null)}
        >
          <span>{workspace?.name ?? 'Plumbline'}</span>
          <IconChevronDown size={13} stroke={1.8} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Workspace">
        {form === 'create' || form === 'open' ? (
          <WorkspaceFields key={form} kind={form} onDone={close} />
        ) : (
          <Choices folder={workspace?.folder} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ folder }: { folder: string | undefined }) {
  return (
    <div className={classes.menu}>
      {folder && (
        <div className={classes.folder}>
          <span>Folder</span>
          <CopyableKey value={folder} limit={40} />
        </div>
      )}
      <div className={classes.choices}>
        <button type="button" data-autofocus onClick={() => showWorkspaceForm('create')}>
          New workspace…
        </button>
        <button type="button" onClick={() => showWorkspaceForm('open')}>
          Open workspace…
        </button>
      </div>
      <div className={classes.theme}>
        <span>Appearance</span>
        <ThemeChoice />
      </div>
    </div>
  );
}
