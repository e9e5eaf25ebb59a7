import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { type KnownReviewer, NameForm } from './NameForm.tsx';
import { ReviewSketch } from './ReviewSketch.tsx';

interface Props {
  known: readonly KnownReviewer[];
  onName(name: string): void;
}

/** Asked once, before the first pair. */
export function AskReviewer({ known, onName }: Props) {
  return (
    <EmptyState
      picture={<ReviewSketch />}
      title="Who judges?"
      action={<NameForm name="" known={known} submit="Begin" onName={onName} />}
    >
      Your name is kept with your answers, in this workspace and nowhere else. It tells two people
      apart, so that their agreement can be measured.
    </EmptyState>
  );
}
