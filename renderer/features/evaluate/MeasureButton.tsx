import { Button } from '@mantine/core';
import tables from './tables.module.css';
import { useMeasureCurve } from './use-evaluation.ts';

interface Props {
  version: string;
  /** Why it cannot be measured; null where it can. */
  obstacle: string | null;
  again: boolean;
}

/** Starts measuring the learning curve. */
export function MeasureButton({ version, obstacle, again }: Props) {
  const measure = useMeasureCurve();
  return (
    <>
      {obstacle && <p className={tables.quiet}>{obstacle}</p>}
      <Button
        variant={again ? 'default' : 'filled'}
        disabled={obstacle !== null}
        loading={measure.isPending}
        onClick={() => measure.mutate(version)}
      >
        {again ? 'Measure again' : 'Measure'}
      </Button>
    </>
  );
}
