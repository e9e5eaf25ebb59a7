import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReviewConflict, ReviewOverview, Verdict } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { type Choice, Choices } from './Choices.tsx';
import classes from './Conflicts.module.css';
import type { Desk } from './desk.ts';
import { LastAnswer } from './LastAnswer.tsx';
import { Pair } from './Pair.tsx';
import queue from './QueueView.module.css';
import { NoConflicts } from './ReviewStates.tsx';
import { clampPlace, settlingOf } from './review-parts.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { VerdictMark } from './VerdictMark.tsx';

interface Props {
  desk: Desk;
  overview: ReviewOverview;
}

const CHOICES: readonly Choice<Verdict>[] = [
  { value: 'no', label: 'No', shortcut: 'N' },
  { value: 'yes', label: 'Yes', shortcut: 'Y' },
];

/** Pairs on which reviewers disagree, one at a time: two opinions side by side, and what settles them. */
export function Conflicts({ desk, overview: { conflicts, reviewers } }: Props) {
  const [chosen, setPlace] = useState(0);
  const { session, canAnswer } = desk;
  const place = clampPlace(chosen, conflicts.length);
  const conflict = conflicts[place];
  const settle = (verdict: Verdict) => {
    if (conflict && canAnswer) desk.give(settlingOf(conflict, verdict, session));
  };
  const move = (by: number) => setPlace(clampPlace(place + by, conflicts.length));
  useReviewKeys({
    y: () => settle('yes'),
    n: () => settle('no'),
    arrowleft: () => move(-1),
    arrowright: () => move(1),
  });
  return (
    <div className={queue.column}>
      {conflict ? (
        <>
          <div className={classes.bar}>
            <span>
              {place + 1} of {conflicts.length}. Nothing of it counts until it is settled.
            </span>
            <Button disabled={place === 0} rightSection={<Kbd>←</Kbd>} onClick={() => move(-1)}>
              Before
            </Button>
            <Button
              disabled={place === conflicts.length - 1}
              rightSection={<Kbd>→</Kbd>}
              onClick={() => move(1)}
            >
              Next
            </Button>
          </div>
          <Pair query={conflict.query} entry={conflict.entry}>
            <Opinions opinions={conflict.opinions} />
            <Choices choices={CHOICES} disabled={!canAnswer} onChoose={settle} />
          </Pair>
        </>
      ) : (
        <NoConflicts reviewers={reviewers.length} />
      )}
      <LastAnswer desk={desk} />
    </div>
  );
}

function Opinions({ opinions }: Pick<ReviewConflict, 'opinions'>) {
  return (
    <ul className={classes.opinions} aria-label="Opinions">
      {opinions.map(({ reviewer, verdict, at }) => (
        <li key={`${reviewer} ${at}`}>
          <b title={reviewer}>{reviewer}</b>
          <VerdictMark verdict={verdict} />
          <Ago at={at} inWords />
        </li>
      ))}
    </ul>
  );
}
