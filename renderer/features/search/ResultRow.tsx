import type { SearchHit, Verdict } from '#core/contract/index.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { ProbabilityBar } from '#renderer/ui/ProbabilityBar.tsx';
import { ScoreBar } from '#renderer/ui/ScoreBar.tsx';
import classes from './ResultGrid.module.css';

interface Props {
  id: string;
  rank: number;
  hit: SearchHit;
  /** Some hit has a probability. */
  scored: boolean;
  canJudge: boolean;
  selected: boolean;
  onSelect(): void;
  onJudge(verdict: Verdict): void;
  onUndo(): void;
}

export function ResultRow(props: Props) {
  const { id, rank, hit, scored, canJudge, selected, onSelect, onJudge, onUndo } = props;
  return (
    <tr
      id={id}
      className={classes.row}
      aria-selected={selected}
      aria-rowindex={rank + 1}
      onClick={onSelect}
    >
      <td className={classes.rank}>{rank}</td>
      <td className={classes.entry}>
        <div>
          <b title={hit.name}>{hit.name}</b>
          {hit.key !== hit.name && <KeyText value={hit.key} />}
        </div>
        <div className={classes.term}>
          <span title={hit.term}>{hit.term}</span>
          {hit.learnt && <i>learnt from a judgment</i>}
        </div>
      </td>
      {scored && (
        <td>
          <ProbabilityBar probability={hit.probability} band={hit.band} />
        </td>
      )}
      <td>
        <ScoreBar value={hit.semantic} kind="semantic" />
      </td>
      <td>
        <ScoreBar value={hit.lexical} kind="lexical" />
      </td>
      <td className={classes.verdict}>
        {hit.judged !== null && <Judged hit={hit} canUndo={canJudge} onUndo={onUndo} />}
        {hit.judged === null && canJudge && <JudgeButtons name={hit.name} onJudge={onJudge} />}
      </td>
    </tr>
  );
}

/** For the mouse; the keyboard has Y and N. */
function JudgeButtons({ name, onJudge }: { name: string; onJudge(verdict: Verdict): void }) {
  return (
    <span className={classes.buttons}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${name} is right`}
        onClick={() => onJudge('yes')}
      >
        Yes
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${name} is wrong`}
        onClick={() => onJudge('no')}
      >
        No
      </button>
    </span>
  );
}

function Judged({ hit, canUndo, onUndo }: { hit: SearchHit; canUndo: boolean; onUndo(): void }) {
  return (
    <span className={classes.judged} data-verdict={hit.judged}>
      {hit.judged === 'yes' ? '✓ right' : '✕ wrong'}
      {canUndo && (
        <button
          type="button"
          tabIndex={-1}
          disabled={hit.judgmentId === null}
          aria-label={`Undo the judgment of ${hit.name}`}
          onClick={onUndo}
        >
          Undo
        </button>
      )}
    </span>
  );
}
