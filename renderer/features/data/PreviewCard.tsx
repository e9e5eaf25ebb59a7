import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FeedbackColumns, FileKind, FilePreview } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { Fact } from '#renderer/ui/Page.tsx';
import { Ring } from '#renderer/ui/Ring.tsx';
import { Segments } from '#renderer/ui/Segments.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { isImportable, KIND_NAMES, needsColumns, previewAmount } from './data-view.ts';
import { FindingList } from './FindingList.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import classes from './Preview.module.css';
import { changePending, type PendingFile, removePending } from './pending-files.ts';
import { SampleTable } from './SampleTable.tsx';
import { previewOptions } from './use-import.ts';

const KINDS = (['canonical', 'feedback'] as const).map((value) => ({
  value,
  label: KIND_NAMES[value],
}));

interface Props {
  file: PendingFile;
  onImport(file: PendingFile, preview: FilePreview): void;
}

/** One file before its import: what it is, what it would bring, and what is wrong with it. */
export function PreviewCard({ file, onImport }: Props) {
  const { data: preview, error, isFetching } = useQuery(previewOptions(file));
  const busy = file.state !== 'looking';
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
              disabled={busy || isFetching || !isImportable(preview)}
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
      {preview && !failure && <Body file={file} preview={preview} />}
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

function Body({ file, preview }: { file: PendingFile; preview: FilePreview }) {
  const setKind = (kind: FileKind) => {
    const { mapping: _, ...rest } = file;
    changePending(file.id, { ...rest, kind });
  };
  const setMapping = (mapping: FeedbackColumns) =>
    changePending(file.id, { kind: 'feedback', mapping });
  const mapping = file.mapping ?? preview.mapping;
  return (
    <div className={classes.body}>
      <div className={classes.facts}>
        <Segments label="What it is" value={preview.kind} options={KINDS} onChange={setKind} />
        <p className={classes.amount}>{previewAmount(preview)}</p>
        {preview.kind === 'feedback' && preview.columns.length > 0 && (
          <MappingEditor columns={preview.columns} mapping={mapping} onChange={setMapping} />
        )}
        {needsColumns(preview) && (
          <p className={classes.ask}>Say which column holds what, then it can be imported.</p>
        )}
        {preview.findings.length > 0 && <FindingList findings={preview.findings} />}
      </div>
      <SampleTable name={file.name} header={preview.sampleHeader} rows={preview.sample} />
    </div>
  );
}
