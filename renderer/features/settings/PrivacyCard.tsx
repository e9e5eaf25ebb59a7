import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import classes from './SettingsScreen.module.css';

interface Props {
  offline: boolean;
  readOnly: boolean;
}

/** Whether anything may be fetched at all. */
export function PrivacyCard({ offline, readOnly }: Props) {
  return (
    <Card title="Privacy">
      <DownloadSwitch offline={offline} readOnly={readOnly} />
      <p className={classes.small} style={{ marginTop: 10 }}>
        Your files, texts, judgments and versions stay on this machine, unless you set a service of
        your own.
      </p>
    </Card>
  );
}

/** The switch itself; it stands wherever a download is refused. */
export function DownloadSwitch({ offline, readOnly }: Props) {
  const change = useSettingsChange();
  return (
    <Switch
      label="Models may be downloaded"
      checked={!offline}
      disabled={readOnly || change.isPending}
      hint={
        offline
          ? 'Off: nothing is fetched. Models come from folders.'
          : 'On: models may be downloaded when you ask for one. Hugging Face then learns which model, and your address.'
      }
      onChange={(allowed) => change.mutate({ offline: !allowed })}
    />
  );
}
