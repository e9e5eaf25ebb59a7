import { Button } from '@mantine/core';
import type { VersionSummary } from '#core/contract/index.ts';
import { GateRules } from './GateRules.tsx';
import classes from './panel.module.css';
import { type Step, stepLabel } from './promotion-view.ts';

interface Props {
  version: VersionSummary;
  step: Step;
  onSubmit(): void;
}

/** Asked for from elsewhere, a promotion says first what it rests on. */
export function PromoteForm({ version, step, onSubmit }: Props) {
  return (
    <form
      className={classes.options}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>
        {step.kind === 'rollback'
          ? `${version.version} was latest before`
          : `${version.version} passes the gate`}
      </h2>
      <GateRules rules={version.gate} label="Rules of the gate" />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" data-autofocus>
          {stepLabel(version.version, step)}
        </Button>
      </div>
    </form>
  );
}
