import { Button } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { WorkspaceSummary } from '#core/contract/index.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import { TextSetting } from '#renderer/ui/TextSetting.tsx';
import { MlflowSettings } from './MlflowSettings.tsx';
import { SecretSetting } from './SecretSetting.tsx';
import classes from './Services.module.css';
import { addressProblem, tellObstacle, toldWords } from './services-view.ts';
import { useTell } from './use-services.ts';

interface Props {
  workspace: WorkspaceSummary;
}

/** Who outside is told of what happens here: a service of each promotion, MLflow of each run. */
export function ServicesCard({ workspace }: Props) {
  return (
    <Card title="Services" aside={<span>off until an address is set</span>}>
      <NotifySettings workspace={workspace} />
      <MlflowSettings workspace={workspace} />
      <Reach workspace={workspace} />
    </Card>
  );
}

function NotifySettings({ workspace }: Props) {
  const { settings, secrets, readOnly } = workspace;
  const change = useSettingsChange();
  return (
    <section className={classes.part}>
      <h3>When a version is promoted</h3>
      <p>A service gets a POST with the workspace’s name, the version and its manifest.</p>
      <div className={classes.fields}>
        <span>Address</span>
        <TextSetting
          title="Address to notify"
          placeholder="http://127.0.0.1:8000/reload"
          value={settings.notifyUrl ?? ''}
          problem={addressProblem}
          disabled={readOnly}
          onKeep={(text) => change.mutate({ notifyUrl: text || null })}
        />
        <span>Secret</span>
        <SecretSetting
          name="notify"
          title="Secret of the notification"
          hint="Signs what is sent (HMAC-SHA-256)"
          isSet={secrets.notify}
          disabled={readOnly}
        />
      </div>
      <Tell workspace={workspace} />
    </section>
  );
}

/** Tells the service of the version in use, and shows what it answered. */
function Tell({ workspace }: Props) {
  const tell = useTell();
  const obstacle = tellObstacle(workspace);
  return (
    <>
      <div className={classes.act}>
        <Button
          disabled={obstacle !== null}
          loading={tell.isPending}
          onClick={() => workspace.latest && tell.mutate(workspace.latest)}
        >
          Test
        </Button>
        <span className={classes.state} style={{ marginTop: 0 }}>
          {obstacle ?? `Tells it of ${workspace.latest} now.`}
        </span>
      </div>
      <div role="status">
        {tell.data && (
          <p className={classes.result} data-ok={tell.data.ok || undefined}>
            {tell.data.ok ? (
              <IconCheck size={14} stroke={2.4} aria-label="told" />
            ) : (
              <IconX size={14} stroke={2.4} aria-label="not told" />
            )}
            <span>{engineWords(toldWords(tell.data))}</span>
          </p>
        )}
        {tell.error && (
          <p className={classes.result}>
            <IconX size={14} stroke={2.4} aria-label="not told" />
            <span>
              {toFailure(tell.error).message} {toFailure(tell.error).remedy}
            </span>
          </p>
        )}
      </div>
    </>
  );
}

function Reach({ workspace: { settings, readOnly } }: Props) {
  const change = useSettingsChange();
  return (
    <section className={classes.part}>
      <Switch
        label="Services may be outside the private network"
        checked={settings.reachPublic}
        disabled={readOnly || change.isPending}
        hint={
          !settings.reachPublic &&
          'Off: only this machine and addresses of the private network are reached.'
        }
        onChange={(reachPublic) => change.mutate({ reachPublic })}
      />
      {settings.reachPublic && (
        <p className={classes.warning}>
          Manifests, measures and, with MLflow, whole runs may leave your network for the addresses
          above. Use https, and only servers that you trust.
        </p>
      )}
    </section>
  );
}
