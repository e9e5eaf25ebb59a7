import { Button, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './ConfirmButton.module.css';

interface Props {
  /** On the button, and on the one that confirms. */
  label: string;
  /** On the one that confirms, where it shall say something else. */
  confirm?: string;
  /** For whom the label alone would not do: `Remove MiniLM`. */
  name: string;
  /** What will happen, one or two sentences. */
  question: ReactNode;
  /** Why it cannot be done now; null where it can. */
  obstacle: string | null;
  busy: boolean;
  /** Where a key or a command opens it too. */
  opened?: { open: boolean; onOpen(open: boolean): void };
  onConfirm(): void;
}

/** For what cannot be undone: a second click, after what it will do has been said. */
export function ConfirmButton(props: Props) {
  const { label, confirm = label, name, question, obstacle, busy, onConfirm } = props;
  const own = useState(false);
  const [open, setOpen] = props.opened ? [props.opened.open, props.opened.onOpen] : own;
  return (
    <Popover
      opened={open && obstacle === null}
      onChange={setOpen}
      position="bottom-end"
      width={280}
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
          loading={busy}
          onClick={() => setOpen(true)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''} aria-label={name}>
        <p>{question}</p>
        <div className={classes.buttons}>
          <Button data-autofocus onClick={() => setOpen(false)}>
            Keep
          </Button>
          <Button
            variant="filled"
            onClick={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
