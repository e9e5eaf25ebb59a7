import type { ReviewItem } from '#core/contract/index.ts';
import { engineWords, formatMetric } from '#renderer/ui/format.ts';
import { ProbabilityBar } from '#renderer/ui/ProbabilityBar.tsx';
import { type Choice, Choices } from './Choices.tsx';
import classes from './Pair.module.css';
import { Pair } from './Pair.tsx';
import type { GivenVerdict } from './review-session.ts';

interface Props {
  item: ReviewItem;
  blind: boolean;
  canAnswer: boolean;
  onJudge(verdict: GivenVerdict): void;
}

const CHOICES: readonly Choice<GivenVerdict>[] = [
  { value: 'no', label: 'No', shortcut: 'N' },
  { value: 'skip', label: 'Cannot say', shortcut: 'S', quiet: true },
  { value: 'yes', label: 'Yes', shortcut: 'Y' },
];

/** A pair of the queue with its three answers; nothing tells an audited pair from the others before it is judged. */
export function Answering({ item, blind, canAnswer, onJudge }: Props) {
  return (
    <Pair query={item.query} entry={item.entry}>
      {!blind && <ModelOpinion item={item} />}
      <Choices choices={CHOICES} disabled={!canAnswer} onChoose={onJudge} />
    </Pair>
  );
}

function ModelOpinion({ item: { model, why } }: { item: ReviewItem }) {
  return (
    <div className={classes.opinion}>
      <div className={classes.probability}>
        <ProbabilityBar probability={model.probability} band={model.band} />
      </div>
      <dl className={classes.scores}>
        <dt>semantic</dt>
        <dd>{formatMetric(model.semantic)}</dd>
        <dt>letters</dt>
        <dd>{formatMetric(model.letters)}</dd>
      </dl>
      <p className={classes.why}>{engineWords(why)}</p>
    </div>
  );
}
