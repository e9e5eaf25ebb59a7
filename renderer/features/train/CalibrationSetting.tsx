import { NativeSelect } from '@mantine/core';
import type { Settings, WorkspaceSummary } from '#core/contract/index.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import classes from './RunSettings.module.css';

type Kind = Settings['calibration'];

const KINDS: Readonly<Record<Kind, { label: string; reason: string }>> = {
  auto: {
    label: 'Whichever does best',
    reason: 'Compared on held-out judgments; a sigmoid unless another is clearly better.',
  },
  sigmoid: { label: 'Sigmoid', reason: 'Two numbers: stretches and shifts (Platt).' },
  temperature: { label: 'Temperature', reason: 'One number: how much too sure scores are.' },
  beta: { label: 'Beta', reason: 'Three numbers: a sigmoid flatter on one side.' },
  isotonic: {
    label: 'Isotonic',
    reason: 'Steps of any shape; wants a thousand judgments in the calibrate split.',
  },
};

/** How scores become probabilities in the next training. */
export function CalibrationSetting({
  workspace: { settings, readOnly },
  running,
}: {
  workspace: WorkspaceSummary;
  running: boolean;
}) {
  const change = useSettingsChange();
  const options = Object.entries(KINDS).map(([value, { label }]) => ({ value, label }));
  return (
    <>
      <div className={classes.choice}>
        <span>Probabilities by</span>
        <NativeSelect
          size="xs"
          aria-label="Probabilities by"
          value={settings.calibration}
          data={options}
          disabled={readOnly || running}
          onChange={(event) => change.mutate({ calibration: event.currentTarget.value as Kind })}
        />
      </div>
      <p className={classes.reason}>{KINDS[settings.calibration].reason}</p>
    </>
  );
}
