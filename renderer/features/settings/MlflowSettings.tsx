import type { WorkspaceSummary } from '#core/contract/index.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextSetting } from '#renderer/ui/TextSetting.tsx';
import { SecretSetting } from './SecretSetting.tsx';
import classes from './Services.module.css';
import { addressProblem, nameProblem } from './services-view.ts';

/** The MLflow server that runs are pushed to. */
export function MlflowSettings({
  workspace: { settings, secrets, readOnly },
}: {
  workspace: WorkspaceSummary;
}) {
  const change = useSettingsChange();
  const unset = settings.mlflowUrl === null;
  return (
    <section className={classes.part}>
      <h3>MLflow</h3>
      <p>Runs go there with their parameters, measures, log and version.</p>
      <div className={classes.fields}>
        <span>Server</span>
        <TextSetting
          title="MLflow server"
          placeholder="http://127.0.0.1:5000"
          value={settings.mlflowUrl ?? ''}
          problem={addressProblem}
          disabled={readOnly}
          onKeep={(text) => change.mutate({ mlflowUrl: text || null })}
        />
        <span>Secret</span>
        <SecretSetting
          name="mlflow"
          title="Secret of MLflow"
          hint="A token, or user:password"
          isSet={secrets.mlflow}
          disabled={readOnly}
        />
        <span>Experiment</span>
        <TextSetting
          title="MLflow experiment"
          value={settings.mlflowExperiment}
          problem={nameProblem}
          disabled={readOnly}
          onKeep={(text) => change.mutate({ mlflowExperiment: text })}
        />
        <span>Model</span>
        <TextSetting
          title="Registered model"
          value={settings.mlflowModel}
          problem={nameProblem}
          disabled={readOnly}
          onKeep={(text) => change.mutate({ mlflowModel: text })}
        />
      </div>
      <div style={{ marginTop: 10 }}>
        <Switch
          label="Push each finished run by itself"
          checked={settings.mlflowAuto}
          disabled={readOnly || unset || change.isPending}
          hint={
            unset ? 'Set a server first.' : 'Off: Runs has a button for one run, or all of them.'
          }
          onChange={(mlflowAuto) => change.mutate({ mlflowAuto })}
        />
      </div>
    </section>
  );
}
