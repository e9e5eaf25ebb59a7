import type { EvaluationDetail } from '#core/contract/index.ts';
import { engineWords } from '#renderer/ui/format.ts';
import classes from './EvaluateScreen.module.css';

/** What cannot be claimed of these numbers, and why; nothing where all is well. Old ones are re-scored from the head. */
export function Notices({ notes }: Pick<EvaluationDetail, 'notes'>) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notices} aria-label="What cannot be claimed">
      {notes.map((note) => (
        <li key={note}>{engineWords(note)}</li>
      ))}
    </ul>
  );
}
