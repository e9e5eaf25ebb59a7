import { Button } from '@mantine/core';
import { Card } from '#renderer/ui/Card.tsx';
import { addFiles } from '../data/pending-files.ts';
import { type FolderNotice, removeNotice, useFolderNotices } from './dropped-folders.ts';
import classes from './FolderNotices.module.css';
import { noticeWords } from './folder-words.ts';

/** Folders that were dropped and are no model: what they seem to be, and what to do with them. */
export function FolderNotices({ about }: { about: 'models' | 'data' }) {
  const notices = useFolderNotices().filter(
    ({ found: { kind } }) => (kind === 'incomplete' || kind === 'several') === (about === 'models'),
  );
  if (notices.length === 0) return null;
  return (
    <Card flush>
      {notices.map((notice) => (
        <Notice key={notice.id} notice={notice} />
      ))}
    </Card>
  );
}

function Notice({ notice }: { notice: FolderNotice }) {
  const { message, remedy } = noticeWords(notice);
  const close = () => removeNotice(notice.id);
  const look = () => {
    addFiles(dataFiles(notice));
    close();
  };
  return (
    <article className={classes.notice} aria-label={notice.name}>
      <div role="status">
        <b>{message}</b>
        <p>{remedy}</p>
      </div>
      {notice.found.kind === 'data' && (
        <Button variant="filled" onClick={look}>
          Look at the files
        </Button>
      )}
      <Button onClick={close}>Close</Button>
    </article>
  );
}

function dataFiles({ listing, found }: FolderNotice): File[] {
  const wanted = new Set(found.kind === 'data' ? found.files : []);
  return listing.files.filter(({ path }) => wanted.has(path)).map(({ file }) => file);
}
