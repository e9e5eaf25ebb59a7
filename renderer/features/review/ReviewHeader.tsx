import { Button, Popover } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReviewOverview } from '#core/contract/index.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { formatQuantity } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { Segments } from '#renderer/ui/Segments.tsx';
import { NameForm } from './NameForm.tsx';
import classes from './ReviewScreen.module.css';
import { PARTS, type Part, partLabels } from './review-parts.ts';
import type { ReviewSession } from './review-session.ts';
import type { useReviewPreferences } from './use-review.ts';

interface Props {
  part: Part;
  overview: ReviewOverview | undefined;
  session: ReviewSession;
  preferences: ReturnType<typeof useReviewPreferences>;
}

/** Which part is shown, what was answered, and who answers. */
export function ReviewHeader({ part, overview, session, preferences }: Props) {
  const { reviewer, setReviewer, answersShown, setAnswersShown } = preferences;
  const labels = partLabels(overview);
  return (
    <header className={classes.header}>
      <h1>Review</h1>
      <Segments
        label="Part of the review"
        value={part}
        options={PARTS.map((value) => ({ value, label: labels[value] }))}
        onChange={(next) => navigate('review', { show: next === 'queue' ? '' : next })}
      />
      <div className={classes.actions}>
        <Button
          aria-pressed={answersShown}
          rightSection={<Kbd>A</Kbd>}
          onClick={() => setAnswersShown(!answersShown)}
        >
          {formatQuantity(session.answers.length, 'answer')}
        </Button>
        <ReviewerButton {...{ reviewer, overview }} onName={setReviewer} />
      </div>
    </header>
  );
}

interface ReviewerProps {
  reviewer: string;
  overview: ReviewOverview | undefined;
  onName(name: string): void;
}

function ReviewerButton({ reviewer, overview, onName }: ReviewerProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          className={classes.reviewer ?? ''}
          aria-label={`You judge as ${reviewer}. Change`}
          title={`You judge as ${reviewer}`}
          leftSection={<IconUser size={14} stroke={1.8} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {reviewer}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <NameForm
          name={reviewer}
          known={overview?.reviewers ?? []}
          submit="Change"
          onName={(name) => {
            setOpen(false);
            onName(name);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
