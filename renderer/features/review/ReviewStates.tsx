import { Button } from '@mantine/core';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { ReviewSketch } from './ReviewSketch.tsx';

/** There is no model that could say what it is unsure of. */
export function NoVersion() {
  return (
    <EmptyState
      picture={<ReviewSketch />}
      title="Reviewing needs a version"
      action={
        <Button component="a" href="#/train" variant="filled">
          Train
        </Button>
      }
    >
      Pairs are chosen where a version is unsure, and some at random. Train one, and the first round
      of fifty waits here.
    </EmptyState>
  );
}

/** Another process writes to the workspace. */
export function ReadOnly() {
  return (
    <EmptyState picture={<ReviewSketch />} title="This workspace can only be read here">
      Answers could not be kept. Close the window or command that writes to it, and open the
      workspace again.
    </EmptyState>
  );
}

interface NothingProps {
  /** The engine's words for why. */
  note: string | null;
  onAskAgain(): void;
}

/** Every pair worth asking has this reviewer's answer. */
export function NothingToAsk({ note, onAskAgain }: NothingProps) {
  return (
    <EmptyState
      picture={<ReviewSketch />}
      title="Nothing left to ask you"
      action={
        <>
          <Button component="a" href="#/match">
            Match a table
          </Button>
          <Button onClick={onAskAgain}>Ask again</Button>
        </>
      }
    >
      {note
        ? engineWords(note)
        : 'You have judged or skipped every pair that is worth asking. Names of a matched table are asked about too.'}
    </EmptyState>
  );
}

/** No two reviewers disagree. */
export function NoConflicts({ reviewers }: { reviewers: number }) {
  return reviewers < 2 ? (
    <EmptyState picture={<ReviewSketch />} title="No second reviewer yet">
      Let a colleague enter their name at the top right: a tenth of their pairs are ones that you
      have judged. Where you differ, it is settled here.
    </EmptyState>
  ) : (
    <EmptyState picture={<ReviewSketch />} title="No disagreements">
      Wherever two people judged the same pair, they said the same, or it has been settled.
    </EmptyState>
  );
}

/** The model contradicts no label with confidence. */
export function NoSuspects() {
  return (
    <EmptyState picture={<ReviewSketch />} title="No label looks wrong">
      Judgments that the version in use is confident against would be listed here.
    </EmptyState>
  );
}
