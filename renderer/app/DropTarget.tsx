import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from './DropTarget.module.css';
import { useRoute } from './navigate.ts';
import { takeDrop } from './take-drop.ts';

/** Takes files and folders that are dropped anywhere in the window. */
export function DropTarget() {
  const over = useFileDrop(takeDrop);
  const matching = useRoute().screen === 'match';
  if (!over) return null;
  return (
    <div className={classes.overlay}>
      <div className={classes.card}>
        <IconFileImport size={28} stroke={1.4} aria-hidden="true" />
        <b>{matching ? 'Drop a table to match' : 'Drop files, or the folder of a model'}</b>
        <span>Nothing is {matching ? 'matched' : 'imported or added'} before you say so.</span>
      </div>
    </div>
  );
}

function useFileDrop(onDrop: (transfer: DataTransfer) => void): boolean {
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
      if (event.dataTransfer) onDrop(event.dataTransfer);
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
  }, [onDrop]);
  return over;
}
