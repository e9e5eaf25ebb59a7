import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExportedFormat, InteropFormat } from '#core/contract/index.ts';
import { client } from '#renderer/api/client.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords, formatBytes } from '#renderer/ui/format.ts';
import { pathIn } from './export-choice.ts';
import classes from './panel.module.css';
import { IN_WORKSPACE, TargetFolder } from './TargetFolder.tsx';
import { useFocusBack } from './use-focus-back.ts';

interface Props {
  version: string;
  format: InteropFormat;
}

/** Files of another tool; they are written at once, and listed here. */
export function FormatForm({ version, format }: Props) {
  const [target, setTarget] = useState(IN_WORKSPACE);
  const name = `${version}-${format}`;
  const out = target.folder === null ? null : pathIn(target.folder, name);
  const exporting = useMutation({
    mutationFn: () =>
      client.versions.exportFormat({ version, format, out, replace: target.replace }),
  });
  const button = useFocusBack(exporting.isPending);
  const failure =
    exporting.error && !isUnreachable(exporting.error) ? toFailure(exporting.error) : null;
  return (
    <>
      <TargetFolder
        label="The files are written to"
        path={out ?? `exports/${name}/`}
        target={target}
        onTarget={setTarget}
      />
      {failure && <ErrorState failure={failure} />}
      {exporting.data && <Written written={exporting.data} />}
      <div className={classes.buttons}>
        <Button
          ref={button}
          variant="filled"
          loading={exporting.isPending}
          onClick={() => exporting.mutate()}
        >
          {exporting.data ? 'Export again' : 'Export'}
        </Button>
      </div>
    </>
  );
}

function Written({ written: { folder, files, notes } }: { written: ExportedFormat }) {
  return (
    <div className={classes.result} role="status">
      <div className={classes.done}>
        <span className={classes.path}>{folder}</span>
        <CopyButton text={() => folder} label="Copy path" />
      </div>
      <ul>
        {files.map(({ name, bytes }) => (
          <li key={name}>
            <code>{name}</code> {formatBytes(bytes)}
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note}>{engineWords(note)}</p>
      ))}
    </div>
  );
}
