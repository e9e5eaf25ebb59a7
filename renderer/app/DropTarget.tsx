import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { addFiles } from '#renderer/features/data/pending-files.ts';
import classes from './DropTarget.module.css';
import { navigate } from './navigate.ts';

/** Takes files that are dropped anywhere in the window and shows them on the Data screen. */
export function DropTarget() {
  const over = useFileDrop(takeFiles);
  if (!over) return null;
  return (
    <div className={classes.overlay}>
      <div className={classes.card}>
        <IconFileImport size={28} stroke={1.4} aria-hidden="true" />
        <b>Drop to look at the files</b>
        <span>Nothing is imported before you say so.</span>
      </div>
    </div>
  );
}

function takeFiles(files: FileList): void {
  addFiles(files);
  navigate('data');
}

function useFileDrop(onFiles: (files: FileList) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) onFiles(event.dataTransfer.files);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);
  return over;
}
