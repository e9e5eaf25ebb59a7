import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { RunMode, Settings, WorkspaceSummary } from '#core/contract/index.ts';
import { useEngineInfo } from '#renderer/api/hooks.ts';
import classes from './RunSettings.module.css';
import { useSettingsChange } from './use-train.ts';

/** What will run, and the targets that it is held to. */
export function RunSettings({ workspace, mode }: { workspace: WorkspaceSummary; mode: RunMode }) {
  const { settings, readOnly } = workspace;
  const device = useEngineInfo().data?.device ?? '';
  const full = mode === 'full-train';
  return (
    <dl className={classes.list}>
      <dt>Embedder</dt>
      <dd>lexical, {settings.lexicalDimensions} dimensions</dd>
      <dt>Device</dt>
      <dd>{device}</dd>
      <dt>Vectors</dt>
      <dd>{settings.terms === 'each' ? 'one for each term' : 'one for each entry'}</dd>
      {full && (
        <>
          <Target
            name="minAccuracy"
            title="Promote at top-1"
            hint="A version that is right less often on the test split is not promoted"
            range={[0, 1]}
            {...{ settings, readOnly }}
          />
          <Target
            name="targetPrecision"
            title="Accept at precision"
            hint="What is accepted must be right at least this often, with 95 % confidence"
            range={[0.5, 0.9999]}
            {...{ settings, readOnly }}
          />
          <Target
            name="maxLoss"
            title="Reject may lose"
            hint="The share of true matches that may be rejected"
            range={[0.0001, 0.5]}
            {...{ settings, readOnly }}
          />
        </>
      )}
    </dl>
  );
}

interface TargetProps {
  name: 'minAccuracy' | 'targetPrecision' | 'maxLoss';
  title: string;
  hint: string;
  range: readonly [number, number];
  settings: Settings;
  readOnly: boolean;
}

/** A number that is kept when the field is left or Enter is pressed. */
function Target({ name, title, hint, range: [min, max], settings, readOnly }: TargetProps) {
  const [typed, setTyped] = useState<string | number | null>(null);
  const change = useSettingsChange();
  const keep = () => {
    const value = Number(typed);
    if (
      typed !== null &&
      typed !== '' &&
      value >= min &&
      value <= max &&
      value !== settings[name]
    ) {
      change.mutate({ [name]: value });
    }
    setTyped(null);
  };
  return (
    <>
      <dt title={hint}>{title}</dt>
      <dd>
        <NumberInput
          aria-label={title}
          title={hint}
          size="xs"
          classNames={{ input: classes.input ?? '' }}
          hideControls
          allowNegative={false}
          decimalScale={4}
          min={min}
          max={max}
          disabled={readOnly}
          value={typed ?? settings[name]}
          onChange={setTyped}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      </dd>
    </>
  );
}
