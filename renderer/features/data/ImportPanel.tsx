import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { FilePreview } from '#core/contract/index.ts';
import { useCollections } from '#renderer/api/hooks.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { formatQuantity } from '#renderer/ui/format.ts';
import { collectionName, importObstacle, importRequest } from './import-choice.ts';
import type { ImportableFile } from './import-files.ts';
import classes from './Preview.module.css';
import { PreviewCard } from './PreviewCard.tsx';
import { type PendingFile, usePendingFiles } from './pending-files.ts';
import { previewOptions, useImport } from './use-import.ts';

/** The files that wait for an import; nothing where none waits. */
export function ImportPanel() {
  const files = usePendingFiles();
  const previews = useQueries({ queries: files.map(previewOptions) });
  const collections = useCollections();
  const startImport = useImport();
  if (files.length === 0) return null;

  const ready = files.flatMap((file, index) => {
    const preview = previews[index]?.data;
    const isReady = preview && importObstacle(file, preview, file.name, collections) === null;
    return isReady ? [importable(file, preview)] : [];
  });
  const busy = files.some(({ state }) => state !== 'looking');
  const importAllButton = files.length > 1 && (
    <Button
      variant="filled"
      disabled={busy || ready.length === 0}
      onClick={() => void startImport(ready)}
    >
      {importLabel(ready.length, files.length)}
    </Button>
  );
  return (
    <Card
      title={`${formatQuantity(files.length, 'file')} to import`}
      aside={importAllButton}
      flush
      className={classes.panel}
    >
      {files.map((file) => (
        <PreviewCard
          key={file.id}
          file={file}
          onImport={(chosen, preview) => void startImport([importable(chosen, preview)])}
        />
      ))}
    </Card>
  );
}

/** What a click imports: files with a fault in them stay where they are. */
function importLabel(ready: number, all: number): string {
  return ready === all ? 'Import all, dictionary first' : `Import ${ready} of ${all}`;
}

function importable(file: PendingFile, preview: FilePreview): ImportableFile {
  const { id, source } = file;
  return { id, source, ...importRequest(file, preview, collectionName(file, file.name)) };
}
