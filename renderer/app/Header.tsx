import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { Kbd, modKey } from '#renderer/ui/Kbd.tsx';
import { Logo } from '#renderer/ui/Logo.tsx';
import classes from './Header.module.css';
import { JobChip } from './JobChip.tsx';
import { formatRoute } from './route.ts';
import { WorkspaceMenu } from './WorkspaceMenu.tsx';

export function Header() {
  return (
    <header className={classes.header}>
      <span className={classes.logo}>
        <Logo />
      </span>
      <WorkspaceMenu />
      <VersionChip />
      <div className={classes.right}>
        <JobChip />
        <button type="button" className={classes.palette} onClick={spotlight.open}>
          <IconSearch size={14} stroke={1.8} aria-hidden="true" />
          <span>Search commands and entries</span>
          <Kbd>{`${modKey()} K`}</Kbd>
        </button>
      </div>
    </header>
  );
}

function VersionChip() {
  const workspace = useWorkspace().data;
  const versions = useVersions().data;
  if (!workspace?.inUse) return null;
  const promoted = workspace.inUse === workspace.latest;
  const embedder = versions?.find(({ version }) => version === workspace.inUse)?.embedder;
  return (
    <a
      className={classes.version}
      href={formatRoute({ screen: 'versions', params: { version: workspace.inUse } })}
      title={embedder ? `${embedder} embedder; open Versions` : 'Open Versions'}
    >
      version <code>{workspace.inUse}</code>{' '}
      <span data-promoted={promoted || undefined}>{promoted ? 'latest' : 'not promoted'}</span>
    </a>
  );
}
