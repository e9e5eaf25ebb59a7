import { Button } from '@mantine/core';
import type { PrecisionRecall } from '#core/contract/index.ts';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import classes from './Decisions.module.css';
import { curveWords, outcomeRows, outcomeWords } from './decisions-view.ts';
import { ThresholdRail } from './ThresholdRail.tsx';
import tables from './tables.module.css';
import type { WhatIf } from './use-what-if.ts';
import { outcomeOf } from './what-if.ts';

/** Other thresholds, and what they would do on test; the version keeps its own. */
export function WhatIfCard({ curve, whatIf }: { curve: PrecisionRecall; whatIf: WhatIf }) {
  const { thresholds, stops, changed, move, reset } = whatIf;
  const outcome = outcomeOf(curve, thresholds);
  return (
    <Card
      title="What if"
      aside={
        <>
          <span>{curveWords(curve)}</span>
          <Button size="compact-xs" disabled={!changed} onClick={reset}>
            Reset to the version’s thresholds
          </Button>
        </>
      }
    >
      <div className={classes.whatIf}>
        <div>
          <ThresholdRail thresholds={thresholds} stops={stops} onMove={move} />
          <p className={classes.words} aria-live="polite">
            {outcomeWords(outcome)}
          </p>
        </div>
        <table className={tables.table} aria-label="What would happen on test">
          <thead>
            <tr>
              <th scope="col">Band</th>
              <th scope="col" data-numeric>
                Pairs
              </th>
              <th scope="col" data-numeric>
                Share
              </th>
              <th scope="col" data-numeric>
                Matches
              </th>
              <th scope="col">Right, 95 % Wilson</th>
            </tr>
          </thead>
          <tbody>
            {outcomeRows(outcome).map(({ band, pairs, share, matches, right }) => (
              <tr key={band}>
                <td>
                  <BandChip band={band} />
                </td>
                <td data-numeric>{pairs}</td>
                <td data-numeric>{share}</td>
                <td data-numeric>{matches}</td>
                <td>{right ? <IntervalNumber interval={right} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.honest}>
        {changed
          ? 'These are not the version’s thresholds. Nothing changes in the version: choosing by what you see here would be tuning on test.'
          : 'These are the version’s thresholds, chosen on the calibrate split. Move them to see what others would do; the version keeps its own.'}
      </p>
    </Card>
  );
}
