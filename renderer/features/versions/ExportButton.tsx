import { Button, NativeSelect, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { BundleForm } from './BundleForm.tsx';
import { EXPORT_FORMS, type ExportKind } from './export-choice.ts';
import { FormatForm } from './FormatForm.tsx';
import classes from './panel.module.css';

interface Props {
  version: string;
  obstacle: string | null;
  open: boolean;
  onOpen(open: boolean): void;
}

/** A version as one archive, or as files of another tool. */
export function ExportButton({ version, obstacle, open, onOpen }: Props) {
  return (
    <Popover
      opened={open && obstacle === null}
      onChange={onOpen}
      position="bottom-end"
      width={392}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          disabled={obstacle !== null}
          title={obstacle ?? undefined}
          aria-expanded={open}
          onClick={() => onOpen(!open)}
        >
          Export
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''}>
        <ExportPanel key={version} version={version} onDone={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ExportPanel({ version, onDone }: { version: string; onDone(): void }) {
  const [kind, setKind] = useState<ExportKind>('bundle');
  const form = EXPORT_FORMS.find((candidate) => candidate.kind === kind);
  return (
    <>
      <h2>
        Export <code>{version}</code>
      </h2>
      <NativeSelect
        data-autofocus
        size="xs"
        label="As"
        rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden="true" />}
        data={EXPORT_FORMS.map(({ kind: value, label }) => ({ value, label }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as ExportKind)}
      />
      <p className={classes.about}>{form?.sentence}</p>
      {kind === 'bundle' ? (
        <BundleForm version={version} onDone={onDone} />
      ) : (
        <FormatForm key={kind} version={version} format={kind} />
      )}
    </>
  );
}
