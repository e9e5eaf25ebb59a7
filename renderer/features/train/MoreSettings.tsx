import type { DevicesOverview, EmbedderChoice, WorkspaceSummary } from '#core/contract/index.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import { Segments } from '#renderer/ui/Segments.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { CalibrationSetting } from './CalibrationSetting.tsx';
import { changeChoice } from './embedder-choice.ts';
import { deviceOptions, type EmbedderOption, fusionObstacle } from './embedder-view.ts';
import classes from './RunSettings.module.css';

interface Props {
  workspace: WorkspaceSummary;
  chosen: EmbedderOption;
  choice: EmbedderChoice;
  overview: DevicesOverview | undefined;
  running: boolean;
}

/** What is seldom changed: where a transformer runs, with which weights, what becomes of its vectors, and of scores. */
export function MoreSettings(props: Props) {
  return (
    <details className={classes.more}>
      <summary>More</summary>
      <DeviceSettings {...props} />
      <FusionSettings {...props} />
      <LearningSettings {...props} />
      <CalibrationSetting {...props} />
    </details>
  );
}

function LearningSettings({ workspace: { settings, readOnly }, chosen, running }: Props) {
  const change = useSettingsChange();
  const disabled = readOnly || running;
  const fixed = chosen.kind === 'static' ? null : `${chosen.title} stays as it is.`;
  return (
    <>
      <Switch
        label="Learn an adapter"
        checked={settings.adapter === 'auto'}
        disabled={disabled}
        hint="Bends the vectors to your judgments; kept only where queries kept aside are found better."
        onChange={(on) => change.mutate({ adapter: on ? 'auto' : 'off' })}
      />
      <Switch
        label="Fine-tune the model"
        checked={settings.fineTune === 'auto'}
        disabled={disabled || fixed !== null}
        hint={
          fixed ??
          'Moves the vectors of its words; for this version only, and kept on the same terms.'
        }
        onChange={(on) => change.mutate({ fineTune: on ? 'auto' : 'off' })}
      />
    </>
  );
}

function DeviceSettings({ chosen, choice, overview, running }: Props) {
  const fixed = chosen.kind !== 'transformer';
  const devices = deviceOptions(overview);
  const obstacle = devices.find((option) => option.obstacle)?.obstacle;
  const dtypes = ['auto', ...chosen.dtypes] as const;
  return (
    <>
      <div className={classes.choice}>
        <span>Device</span>
        <Segments
          label="Device"
          value={choice.device}
          disabled={fixed || running}
          options={devices.map(({ value, label, obstacle: reason }) => ({
            value,
            label,
            disabled: reason !== null,
          }))}
          onChange={(device) => changeChoice({ device })}
        />
      </div>
      <p className={classes.reason}>
        {fixed
          ? `${chosen.title} runs on the CPU; only transformers have a choice.`
          : (obstacle && `GPU: ${obstacle}`) ||
            'Auto takes the fastest that gives the right vectors. '}{' '}
        {!fixed && <a href="#/settings">Measurements</a>}
      </p>
      {!fixed && (
        <div className={classes.choice}>
          <span>Weights</span>
          <Segments
            label="Weights"
            value={choice.dtype}
            disabled={running}
            options={dtypes.map((value) => ({ value, label: value === 'auto' ? 'Auto' : value }))}
            onChange={(dtype) => changeChoice({ dtype })}
          />
        </div>
      )}
    </>
  );
}

function FusionSettings({ workspace: { settings, readOnly }, chosen, running }: Props) {
  const change = useSettingsChange();
  const obstacle = fusionObstacle(chosen);
  const disabled = readOnly || running || obstacle !== null;
  return (
    <>
      <Switch
        label="Put spelling beside meaning"
        checked={settings.withLexical}
        disabled={disabled}
        hint={obstacle ?? 'Finds typos and codes that no model has read.'}
        onChange={(withLexical) => change.mutate({ withLexical })}
      />
      <div className={classes.choice}>
        <span>Reduce by PCA to</span>
        <NumberSetting
          title="Reduce by PCA to"
          hint="Fewer dimensions: a smaller and faster index, a little less exact"
          value={settings.pcaDimensions}
          range={[2, 1024]}
          empty="whole"
          disabled={disabled}
          onKeep={(pcaDimensions) => change.mutate({ pcaDimensions })}
        />
      </div>
      <p className={classes.reason}>
        {obstacle ??
          ((settings.pcaDimensions ?? 0) >= chosen.dimensions
            ? `No effect: ${chosen.title} has ${chosen.dimensions} dimensions.`
            : 'Empty leaves the vectors whole.')}
      </p>
    </>
  );
}
