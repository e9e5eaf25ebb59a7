import type { SearchHit, Verdict } from '#core/contract/index.ts';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { formatProbability } from '#renderer/ui/format.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import classes from './ResultGrid.module.css';
import { barShare } from './search-view.ts';

interface Props {
  id: string;
  rank: number;
  hit: SearchHit;
  selected: boolean;
  onSelect(): void;
  onJudge(verdict: Verdict): void;
  onUndo(): void;
}

export function ResultRow({ id, rank, hit, selected, onSelect, onJudge, onUndo }: Props) {
  return (
    <tr id={id} className={classes.row} aria-selected={selected} onClick={onSelect}>
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
      <td>
        <Probability hit={hit} />
      </td>
      <td>
        <Score value={hit.semantic} kind="semantic" />
      </td>
      <td>
        <Score value={hit.lexical} kind="lexical" />
      </td>
      <td className={classes.verdict}>
        {hit.judged === null ? (
          <JudgeButtons name={hit.name} onJudge={onJudge} />
        ) : (
          <Judged hit={hit} onUndo={onUndo} />
        )}
      </td>
    </tr>
  );
}

function Probability({ hit: { probability, band } }: { hit: SearchHit }) {
  if (probability === null) return <span className={classes.none}>no probability</span>;
  return (
    <div className={classes.probability} data-band={band}>
      <b>{formatProbability(probability)}</b>
      {band && <BandChip band={band} />}
      <span className={classes.track}>
        <span style={{ width: `${probability * 100}%` }} />
      </span>
    </div>
  );
}

function Score({ value, kind }: { value: number; kind: 'semantic' | 'lexical' }) {
  return (
    <div className={classes.score} data-kind={kind}>
      <span className={classes.track}>
        <span style={{ width: `${barShare(value) * 100}%` }} />
      </span>
      {value.toFixed(2)}
    </div>
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

function Judged({ hit, onUndo }: { hit: SearchHit; onUndo(): void }) {
  return (
    <span className={classes.judged} data-verdict={hit.judged}>
      {hit.judged === 'yes' ? '✓ right' : '✕ wrong'}
      <button
        type="button"
        tabIndex={-1}
        disabled={hit.judgmentId === null}
        aria-label={`Undo the judgment of ${hit.name}`}
        onClick={onUndo}
      >
        Undo
      </button>
    </span>
  );
}
