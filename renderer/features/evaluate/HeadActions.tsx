import { Button } from '@mantine/core';
import type { EvaluationOverview } from '#core/contract/index.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { firstAgainst, type Place, placeParams, withAgainst } from './place.ts';
import { useReport, useRescore } from './use-evaluation.ts';

interface Props {
  place: Place;
  overview: EvaluationOverview;
  readOnly: boolean;
}

/** One version or two, the report, and scoring again where a number is old. */
export function HeadActions({ place, overview, readOnly }: Props) {
  const { points, selected, metrics } = overview;
  const other = selected === null ? null : firstAgainst(points, selected);
  const report = useReport();
  const go = (against: string) => {
    // The version in use may change; a comparison names both.
    const version = against === '' ? place.version : (selected ?? place.version);
    navigate('evaluate', placeParams({ ...withAgainst(place, against), version }));
  };
  return (
    <>
      <span title={other ? undefined : 'There is no second measured version'}>
        <Segments<'one' | 'two'>
          label="Versions looked at"
          value={place.against === '' ? 'one' : 'two'}
          options={[
            { value: 'one', label: 'One version' },
            { value: 'two', label: 'Compare two', disabled: other === null },
          ]}
          onChange={(choice) => go(choice === 'two' ? (other ?? '') : '')}
        />
      </span>
      {selected && metrics && (
        <Button
          title="One self-contained page with all of it and every definition"
          loading={report.isPending}
          onClick={() =>
            report.mutate({
              version: selected,
              ...(place.against && { against: place.against }),
            })
          }
        >
          Report
        </Button>
      )}
      <Rescore overview={overview} readOnly={readOnly} />
    </>
  );
}

function Rescore({ overview, readOnly }: Pick<Props, 'overview' | 'readOnly'>) {
  const { start, running } = useRescore();
  if (overview.stale === 0 && !running) return null;
  return (
    <Button
      variant="filled"
      loading={running}
      disabled={readOnly}
      title={readOnly ? 'This workspace is open for reading only' : undefined}
      onClick={start}
    >
      Re-score
    </Button>
  );
}
