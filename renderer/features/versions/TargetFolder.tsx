import { Button } from '@mantine/core';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import classes from './panel.module.css';

/** Where files are written; null: `exports/` of the workspace. */
export interface Target {
  folder: string | null;
  /** Take the place of what is there. */
  replace: boolean;
}

/** What lies in `exports/` was written here, and is written anew. */
export const IN_WORKSPACE: Target = { folder: null, replace: true };

interface Props {
  label: string;
  /** Below the workspace's folder where no folder was chosen. */
  path: string;
  target: Target;
  onTarget(target: Target): void;
}

/** Where files are written: in the desktop app a folder can be chosen, a browser knows none of this machine. */
export function TargetFolder({ label, path, target, onTarget }: Props) {
  const bridge = desktopBridge();
  const workspace = useWorkspace().data?.folder ?? '';
  const { folder, replace } = target;
  const choose = async () => {
    const chosen = await bridge?.chooseFolder();
    if (chosen) onTarget({ folder: chosen, replace: false });
  };
  return (
    <>
      <div className={classes.target}>
        <p>
          <span className={classes.about}>{label}</span>{' '}
          <span className={classes.path} title={folder === null ? `in ${workspace}` : undefined}>
            {path}
          </span>{' '}
          {folder === null && <span className={classes.about}>in the workspace.</span>}
        </p>
        {bridge && (
          <Button size="compact-xs" onClick={() => void choose()}>
            Choose…
          </Button>
        )}
      </div>
      {folder !== null && (
        <Switch
          label="Replace what is there"
          checked={replace}
          onChange={(on) => onTarget({ folder, replace: on })}
        />
      )}
    </>
  );
}
