import type { Interval } from '#core/contract/index.ts';
import { formatMetric, formatUncertainty } from './format.ts';
import classes from './IntervalNumber.module.css';

interface Props {
  interval: Interval;
  large?: boolean;
}

/** A measured value with its 95 % interval beside it. */
export function IntervalNumber({ interval, large = false }: Props) {
  const range = `95 % interval ${formatMetric(interval.lower)} to ${formatMetric(interval.upper)}`;
  return (
    <span className={classes.root} data-large={large || undefined} title={range}>
      <strong className={classes.value}>{formatMetric(interval.value)}</strong>{' '}
      <span className={classes.range}>{formatUncertainty(interval)}</span>
    </span>
  );
}
