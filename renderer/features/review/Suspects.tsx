import { useEffect, useState } from 'react';
import type { LabelSuspect, ReviewOverview } from '#core/contract/index.ts';
import { Card } from '#renderer/ui/Card.tsx';
import type { Desk } from './desk.ts';
import { LastAnswer } from './LastAnswer.tsx';
import { NoSuspects } from './ReviewStates.tsx';
import { clampPlace, opinionOn } from './review-parts.ts';
import { SuspectRow } from './SuspectRow.tsx';
import classes from './Suspects.module.css';
import { useReviewKeys } from './use-review-keys.ts';

interface Props {
  desk: Desk;
  overview: ReviewOverview;
}

/** Judgments that the model is confident against: each is kept or changed. */
export function Suspects({ desk, overview: { suspects, version } }: Props) {
  const [chosen, setPlace] = useState(0);
  const { session, canAnswer } = desk;
  const place = clampPlace(chosen, suspects.length);
  const selected = suspects[place];
  const decide = (suspect: LabelSuspect | undefined, choice: 'keep' | 'change') => {
    if (suspect && canAnswer) desk.give(opinionOn(suspect, choice, session));
  };
  useReviewKeys({
    k: () => decide(selected, 'keep'),
    c: () => decide(selected, 'change'),
    arrowup: () => setPlace(clampPlace(place - 1, suspects.length)),
    arrowdown: () => setPlace(clampPlace(place + 1, suspects.length)),
  });
  const id = selected && rowId(selected);
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  if (!selected) {
    return (
      <div className={classes.empty}>
        <NoSuspects />
        <LastAnswer desk={desk} />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <p className={classes.words}>
        Judgments that {version} is confident against, most confident first. A wrong one teaches
        wrongly and spoils what is measured on it; often it is the model that errs.
      </p>
      <Card flush>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is the pattern for a table whose rows are chosen by keyboard
          role="grid"
          className={classes.table}
          aria-label="Label suspects"
          aria-activedescendant={id}
          tabIndex={0}
        >
          <thead>
            <tr>
              <th scope="col">Query</th>
              <th scope="col">Entry</th>
              <th scope="col">Label</th>
              <th scope="col">From</th>
              <th scope="col">Model</th>
              <th scope="col">
                <span className="visually-hidden">Decide</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {suspects.map((suspect, index) => (
              <SuspectRow
                key={suspect.judgment}
                id={rowId(suspect)}
                suspect={suspect}
                selected={index === place}
                canAnswer={canAnswer}
                onSelect={() => setPlace(index)}
                onDecide={(choice) => decide(suspect, choice)}
              />
            ))}
          </tbody>
        </table>
      </Card>
      <LastAnswer desk={desk} />
    </div>
  );
}

function rowId({ judgment }: LabelSuspect): string {
  return `suspect-${judgment}`;
}
