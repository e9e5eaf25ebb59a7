import { Button, Popover } from '@mantine/core';
import type { VersionSummary } from '#core/contract/index.ts';
import { OverrideForm } from './OverrideForm.tsx';
import { PromoteForm } from './PromoteForm.tsx';
import classes from './panel.module.css';
import { type Step, stepLabel } from './promotion-view.ts';
import { RollbackForm } from './RollbackForm.tsx';
import { useFocusBack } from './use-focus-back.ts';
import type { LatestChange } from './use-latest-change.ts';

interface Props {
  version: VersionSummary;
  step: Step;
  obstacle: string | null;
  busy: boolean;
  /** The panel for a reason, or for the version to go back to. */
  open: boolean;
  onOpen(open: boolean): void;
  onChange(change: LatestChange): void;
}

/** Promote or roll back: at once where nothing has to be said, else after its panel. */
export function StepButton({ version, step, obstacle, busy, open, onOpen, onChange }: Props) {
  const id = version.version;
  const button = useFocusBack(busy);
  const say = (change: LatestChange) => {
    onOpen(false);
    onChange(change);
  };
  const press = () => {
    if (step.kind === 'promote' || step.kind === 'rollback') {
      onChange({ version: id, kind: step.kind });
    } else onOpen(!open);
  };
  return (
    <Popover
      opened={open && obstacle === null}
      onChange={onOpen}
      position="bottom-end"
      width={372}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          ref={button}
          variant={step.kind === 'leave' ? 'default' : 'filled'}
          disabled={obstacle !== null}
          title={obstacle ?? undefined}
          loading={busy}
          onClick={press}
        >
          {stepLabel(id, step)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel ?? ''}>
        {step.kind === 'leave' && (
          <RollbackForm
            latest={id}
            targets={step.targets}
            onSubmit={(target) => say({ version: target, kind: 'rollback' })}
          />
        )}
        {step.kind === 'override' && (
          <OverrideForm
            version={version}
            onSubmit={(reason) => say({ version: id, kind: 'promote', reason })}
          />
        )}
        {(step.kind === 'promote' || step.kind === 'rollback') && (
          <PromoteForm
            version={version}
            step={step}
            onSubmit={() => say({ version: id, kind: step.kind })}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
