import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Contribution } from '#core/contract/index.ts';
import { formatDifference, formatProbability } from '#renderer/ui/format.ts';
import { layWaterfall, type Piece, shortValue, type WaterfallStep } from './explain-view.ts';
import classes from './Waterfall.module.css';

interface Props {
  contributions: readonly Contribution[];
  /** What each group is made of; without it groups cannot be opened. */
  pieces?: ReadonlyMap<string, readonly Piece[]>;
  /** Where it ends; left out where it is shown beside. */
  probability?: number | null;
}

const NO_PIECES: readonly Piece[] = [];

/** How each piece of evidence moves the odds: a table whose middle column is the chart. */
export function Waterfall({ contributions, pieces, probability = null }: Props) {
  const { steps, zero, total } = layWaterfall(contributions);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (name: string) => {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    setOpened(next);
  };
  return (
    <table className={classes.waterfall}>
      <caption className="visually-hidden">Contributions to the log-odds</caption>
      <colgroup>
        <col className={classes.nameColumn} />
        <col />
        <col className={classes.valueColumn} />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Evidence</th>
          <th scope="col">From even odds to the result</th>
          <th scope="col">Log-odds</th>
        </tr>
      </thead>
      {steps.map((step) => (
        <Group
          key={step.name}
          step={step}
          zero={zero}
          pieces={pieces?.get(step.name) ?? NO_PIECES}
          open={opened.has(step.name)}
          onToggle={() => toggle(step.name)}
        />
      ))}
      <tfoot>
        <tr>
          <th scope="row">Log-odds</th>
          <td />
          <td className={classes.value}>{formatDifference(total, 1)}</td>
        </tr>
        {probability !== null && (
          <tr>
            <th scope="row">Probability</th>
            <td />
            <td className={classes.value}>{formatProbability(probability)}</td>
          </tr>
        )}
      </tfoot>
    </table>
  );
}

interface GroupProps {
  step: WaterfallStep;
  zero: number;
  pieces: readonly Piece[];
  open: boolean;
  onToggle(): void;
}

function Group({ step, zero, pieces, open, onToggle }: GroupProps) {
  const { name, logOdds, start, end } = step;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <tbody>
      <tr>
        <th scope="row" title={name}>
          {pieces.length > 0 ? (
            <button type="button" aria-expanded={open} onClick={onToggle}>
              <span>{name}</span>
              <Chevron size={12} stroke={2} aria-hidden="true" />
            </button>
          ) : (
            name
          )}
        </th>
        <td className={classes.plot}>
          <span className={classes.zero} style={{ left: `${zero * 100}%` }} />
          <span
            className={classes.bar}
            data-sign={logOdds < 0 ? 'minus' : 'plus'}
            style={{
              left: `min(${Math.min(start, end) * 100}%, 100% - 2px)`,
              width: `max(2px, ${Math.abs(end - start) * 100}%)`,
            }}
          />
        </td>
        <td className={classes.value}>{formatDifference(logOdds, 1)}</td>
      </tr>
      {open &&
        pieces.map((piece) => (
          <tr key={piece.name} className={classes.piece}>
            <th scope="row" title={piece.hint}>
              {piece.label}
            </th>
            <td>{shortValue(piece.value)}</td>
            <td className={classes.value}>{formatDifference(piece.logOdds, 2)}</td>
          </tr>
        ))}
    </tbody>
  );
}
