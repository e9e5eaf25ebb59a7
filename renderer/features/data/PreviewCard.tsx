import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FilePreview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useCollections } from '#renderer/api/hooks.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { Fact } from '#renderer/ui/Page.tsx';
import { Ring } from '#renderer/ui/Ring.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { importObstacle } from './import-choice.ts';
import classes from './Preview.module.css';
import { PreviewBody } from './PreviewBody.tsx';
import { type PendingFile, removePending } from './pending-files.ts';
import { previewOptions } from './use-import.ts';

interface Props {
  file: PendingFile;
  onImport(file: PendingFile, preview: FilePreview): void;
}

/** One file before its import: what it is, what it would bring, and what is wrong with it. */
export function PreviewCard({ file, onImport }: Props) {
  const { data: preview, error, isFetching } = useQuery(previewOptions(file));
  const collections = useCollections();
  const busy = file.state !== 'looking';
  const obstacle = preview ? importObstacle(file, preview, file.name, collections) : null;
  const failure = file.failure ?? (error && !isUnreachable(error) ? toFailure(error) : null);
  return (
    <article className={classes.card} aria-label={file.name}>
      <header className={classes.header}>
        <h3>{file.name}</h3>
        {preview && <Facts preview={preview} />}
        <div className={classes.right}>
          <StateNote file={file} isFetching={isFetching} />
          {preview && !failure && (
            <Button
              variant="filled"
              disabled={busy || isFetching || obstacle !== null}
              title={obstacle ?? undefined}
              onClick={() => onImport(file, preview)}
            >
              Import
            </Button>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Leave ${file.name} out`}
            disabled={file.state === 'importing'}
            onClick={() => removePending(file.id)}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      </header>
      {failure && (
        <ErrorState
          failure={failure}
          actions={<Button onClick={() => removePending(file.id)}>Leave it out</Button>}
        />
      )}
      {!preview && !failure && (
        <div className={classes.loading}>
          <SkeletonLines count={4} height={28} />
        </div>
      )}
      {preview && !failure && <PreviewBody file={file} preview={preview} />}
    </article>
  );
}

function StateNote({ file, isFetching }: { file: PendingFile; isFetching: boolean }) {
  const note =
    file.state === 'importing' ? 'Importing' : file.state === 'waiting' ? 'Waits' : 'Reading';
  if (file.state === 'looking' && !isFetching) return null;
  return (
    <span className={classes.note} role="status">
      <Ring share={null} /> {note}
    </span>
  );
}

function Facts({ preview }: { preview: FilePreview }) {
  return (
    <>
      <Fact>{preview.format}</Fact>
      <Fact>{preview.encoding}</Fact>
      <Fact>{formatBytes(preview.bytes)}</Fact>
    </>
  );
}
