import type { EmbedderChoice, RunMode, WorkspaceSummary } from '#core/contract/index.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import { useDevices } from '../models/use-models.ts';
import { EmbedderPicker } from './EmbedderPicker.tsx';
import { changeChoice } from './embedder-choice.ts';
import { deviceWords, type EmbedderOption, requestOf, vectorWords } from './embedder-view.ts';
import { MoreSettings } from './MoreSettings.tsx';
import classes from './RunSettings.module.css';

interface Props {
  workspace: WorkspaceSummary;
  mode: RunMode;
  options: readonly EmbedderOption[];
  chosen: EmbedderOption;
  choice: EmbedderChoice;
  running: boolean;
}

/** What will run, and the targets that it is held to. */
export function RunSettings(props: Props) {
  return props.mode === 'incremental' ? <KeptSettings {...props} /> : <OwnSettings {...props} />;
}

/** An incremental training chooses nothing: its parent has. */
function KeptSettings({ workspace }: Props) {
  return (
    <div className={classes.settings}>
      <dl className={classes.list}>
        <dt>Goes on from</dt>
        <dd>{workspace.inUse ?? 'no version yet'}</dd>
        <Targets workspace={workspace} />
      </dl>
      <p className={classes.advice}>
        Embedder, adapter, learnt terms and match model stay as they are; thresholds are chosen
        anew. New judgments teach nothing but terms: run a full training once many have come.
      </p>
    </div>
  );
}

function OwnSettings({ workspace, mode, options, chosen, choice, running }: Props) {
  const { settings } = workspace;
  const overview = useDevices().data;
  return (
    <div className={classes.settings}>
      <p className={classes.label}>Embedder</p>
      <EmbedderPicker
        options={options}
        chosen={chosen}
        disabled={running}
        onChoose={(embedder) => changeChoice({ embedder })}
      />
      <p className={classes.advice}>{chosen.advice}</p>
      <dl className={classes.list}>
        <dt>Device</dt>
        <dd>{deviceWords(chosen, requestOf(chosen, choice), overview)}</dd>
        <dt title="Dimensions of a vector">Dimensions</dt>
        <dd>{vectorWords(chosen, settings)}</dd>
        {mode === 'full-train' && <Targets workspace={workspace} />}
      </dl>
      <MoreSettings
        workspace={workspace}
        chosen={chosen}
        choice={requestOf(chosen, choice)}
        overview={overview}
        running={running}
      />
    </div>
  );
}

const TARGETS = [
  {
    name: 'minAccuracy',
    title: 'Promote at top-1',
    hint: 'A version that is right less often on the test split is not promoted',
    range: [0, 1],
  },
  {
    name: 'targetPrecision',
    title: 'Accept at precision',
    hint: 'What is accepted must be right at least this often, with 95 % confidence',
    range: [0.5, 0.9999],
  },
  {
    name: 'maxLoss',
    title: 'Reject may lose',
    hint: 'The share of true matches that may be rejected',
    range: [0.0001, 0.5],
  },
] as const;

function Targets({ workspace: { settings, readOnly } }: { workspace: WorkspaceSummary }) {
  const change = useSettingsChange();
  return TARGETS.map(({ name, title, hint, range }) => (
    <div key={name} className={classes.row}>
      <dt title={hint}>{title}</dt>
      <dd>
        <NumberSetting
          title={title}
          hint={hint}
          value={settings[name]}
          range={range}
          decimals={4}
          disabled={readOnly}
          onKeep={(value) => value !== null && change.mutate({ [name]: value })}
        />
      </dd>
    </div>
  ));
}
