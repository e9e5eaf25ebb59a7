import { Button, Popover } from '@mantine/core';
import type { VersionSummary } from '#core/contract/index.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import classes from './panel.module.css';
import { useRemoveVersion } from './use-version-actions.ts';

interface Props {
  version: VersionSummary;
  /** Why it cannot be deleted; null where it can. */
  obstacle: string | null;
  open: boolean;
  onOpen(open: boolean): void;
  onRemoved(): void;
}

/** The one thing on this screen that cannot be taken back, and so the one that asks. */
export function DeleteButton({ version, obstacle, open, onOpen, onRemoved }: Props) {
  const remove = useRemoveVersion();
  const { version: id, bytes } = version;
  const name = `Delete ${id}`;
  return (
    <Popover
      opened={open && obstacle === null}
      onChange={onOpen}
      position="bottom-end"
      width={300}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          aria-label={name}
          title={obstacle ?? undefined}
          disabled={obstacle !== null}
          loading={remove.isPending}
          onClick={() => onOpen(true)}
        >
          Delete…
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''}>
        <p>
          <code>{id}</code> and its {formatBytes(bytes)} are deleted from the disk. This cannot be
          taken back; a bundle of it could be imported again.
        </p>
        <div className={classes.buttons}>
          <Button data-autofocus onClick={() => onOpen(false)}>
            Keep
          </Button>
          <Button
            variant="filled"
            onClick={() => {
              onOpen(false);
              remove.mutate(id, { onSuccess: onRemoved });
            }}
          >
            Delete
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
