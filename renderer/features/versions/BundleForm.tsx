import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BundleOptions } from '#core/contract/index.ts';
import { client } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import { useModels } from '../models/use-models.ts';
import { type BundlePart, bundleBytes, bundleParts, bundlePath } from './export-choice.ts';
import classes from './panel.module.css';
import { IN_WORKSPACE, TargetFolder } from './TargetFolder.tsx';
import { useStart } from './use-version-actions.ts';
import { useManifest } from './use-versions.ts';

interface Props {
  version: string;
  onDone(): void;
}

/** What goes into the archive, about how large that is, and where it is written. */
export function BundleForm({ version, onDone }: Props) {
  const [chosen, setChosen] = useState<BundleOptions>({
    texts: true,
    vectors: true,
    weights: true,
  });
  const [target, setTarget] = useState(IN_WORKSPACE);
  const manifest = useManifest(version).data;
  const models = useModels().data;
  const parts = manifest ? bundleParts(manifest, models ?? []) : [];
  const start = useStart(client.jobs.exportBundle, {});
  const failure = start.error && toFailure(start.error);
  const out = target.folder === null ? null : bundlePath(target.folder, version);
  return (
    <>
      <div className={classes.options}>
        {parts.map((part) => (
          <Switch
            key={part.option}
            label={partLabel(part)}
            checked={chosen[part.option]}
            hint={part.without}
            onChange={(on) => setChosen({ ...chosen, [part.option]: on })}
          />
        ))}
      </div>
      <TargetFolder
        label="The archive is written to"
        path={out ?? `exports/${version}.plumbline.zip`}
        target={target}
        onTarget={setTarget}
      />
      {failure && <ErrorState failure={failure} />}
      <div className={classes.buttons}>
        {manifest && (
          <span className={classes.total} title="Before it is packed">
            about {formatBytes(bundleBytes(manifest, parts, chosen))}
          </span>
        )}
        <Button
          variant="filled"
          loading={start.isPending}
          onClick={() =>
            start.mutate(
              { version, ...chosen, out, replace: target.replace },
              { onSuccess: onDone },
            )
          }
        >
          Export bundle
        </Button>
      </div>
    </>
  );
}

function partLabel({ label, bytes }: BundlePart): string {
  return bytes === null ? label : `${label}, about ${formatBytes(bytes)}`;
}
