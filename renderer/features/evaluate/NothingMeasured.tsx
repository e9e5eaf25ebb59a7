import { Button } from '@mantine/core';
import type { EvaluationOverview } from '#core/contract/index.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import classes from './EvaluateScreen.module.css';
import { EvaluateSketch } from './EvaluateSketch.tsx';

/** Before there is a measured version. */
export function NothingMeasured({ overview: { selected } }: { overview: EvaluationOverview }) {
  return (
    <Page title="Evaluate">
      <div className={classes.empty}>
        <EmptyState
          picture={<EvaluateSketch />}
          title={
            selected ? 'No version has been measured yet' : 'There is no version to evaluate yet'
          }
          action={
            <Button component="a" href="#/train" variant="filled">
              Train
            </Button>
          }
        >
          {selected && `${selected} only builds an index, which measures nothing. `}A full train
          keeps a fifth of the judged queries aside, never learns from them, and reports on them how
          good the version is and how sure that is.
        </EmptyState>
      </div>
    </Page>
  );
}
