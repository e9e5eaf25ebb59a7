import classes from './LineageCell.module.css';
import type { LineageLine, LineageRow } from './lineage.ts';

const LANE = 14;
const INSET = 13;
/** Beyond that, lanes lie on one another: the list is more than its graph. */
const MOST_LANES = 6;

interface Props {
  row: LineageRow;
  height: number;
  colour: string;
  latest: boolean;
  damaged: boolean;
}

/** Pixels that the graph takes beside the list. */
export function graphWidth(lanes: number): number {
  return 2 * INSET + (Math.min(lanes, MOST_LANES) - 1) * LANE;
}

/** A version's point and the lines that pass it. Decoration: the inspector says the parent in words. */
export function LineageCell({ row, height, colour, latest, damaged }: Props) {
  const { lane, above, below, gap } = row;
  const middle = height / 2;
  const lanes = Math.max(lane, ...above, ...below.map(({ to }) => to)) + 1;
  return (
    <svg
      className={classes.graph}
      width={graphWidth(lanes)}
      height={height}
      style={{ color: colour }}
      aria-hidden="true"
    >
      {above.map((at) => (
        <path key={`a${at}`} d={`M${x(at)} 0V${middle}`} />
      ))}
      {below.map((line) => (
        <path key={`b${line.from}-${line.to}`} d={down(line, middle, height)} />
      ))}
      {gap && (
        <g className={classes.gap}>
          <path d={`M${x(lane)} ${middle}V${height - 7}`} />
          <path d={`M${x(lane) - 3} ${height - 5}h6`} />
        </g>
      )}
      {latest && <circle className={classes.ring} cx={x(lane)} cy={middle} r={8} />}
      {damaged ? (
        <path className={classes.cross} d={cross(x(lane), middle)} />
      ) : (
        <circle className={classes.point} cx={x(lane)} cy={middle} r={4.5} />
      )}
    </svg>
  );
}

function x(lane: number): number {
  return INSET + Math.min(lane, MOST_LANES - 1) * LANE;
}

function down({ from, to }: LineageLine, middle: number, height: number): string {
  if (from === to) return `M${x(from)} ${middle}V${height}`;
  const bend = (middle + height) / 2;
  return `M${x(from)} ${middle}C${x(from)} ${bend + 4} ${x(to)} ${bend - 4} ${x(to)} ${height}`;
}

function cross(cx: number, cy: number): string {
  return `M${cx - 4} ${cy - 4}l8 8m0-8l-8 8`;
}
