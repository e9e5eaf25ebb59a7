import type { Metrics } from '#core/contract/index.ts';
import { BandChip } from '#renderer/ui/BandChip.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import classes from './EvaluateScreen.module.css';
import { bandRows } from './evaluate-view.ts';

/** Where the thresholds lie and what each band did on queries that were never seen. */
export function BandsCard({ bands }: { bands: Metrics['bands'] }) {
  const { thresholds } = bands;
  const basis =
    thresholds.basis === 'calibrated'
      ? `set on the calibrate split, confidence ${thresholds.confidence}`
      : 'documented defaults: too few judgments';
  return (
    <Card title="Bands" aside={basis}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Band</th>
            <th scope="col">Probability</th>
            <th scope="col">Pairs</th>
            <th scope="col">Share</th>
            <th scope="col">Right, 95 % interval</th>
          </tr>
        </thead>
        <tbody>
          {bandRows(bands).map(({ band, range, pairs, share, precision }) => (
            <tr key={band}>
              <td>
                <BandChip band={band} />
              </td>
              <td>{range}</td>
              <td>{pairs}</td>
              <td>{share}</td>
              <td>{precision ? <IntervalNumber interval={precision} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {thresholds.notes.map((note) => (
        <p key={note} className={classes.remark}>
          {engineWords(note)}
        </p>
      ))}
    </Card>
  );
}
