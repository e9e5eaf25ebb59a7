import { Button } from '@mantine/core';
import { client } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import classes from './JobCards.module.css';
import { type BundleFile, chooseBundle, dropBundle, usePendingBundles } from './pending-bundle.ts';
import { READ_ONLY } from './promotion-view.ts';
import { useStart } from './use-version-actions.ts';

/** Its progress is that of its job. */
const startImport = ({ source }: BundleFile) => client.jobs.importBundle({ source });

/** Chooses an archive and brings it in. */
export function ImportButton({ readOnly }: { readOnly: boolean }) {
  const start = useStart(startImport);
  return (
    <Button
      disabled={readOnly}
      title={readOnly ? READ_ONLY : 'A .plumbline.zip; or drop one anywhere in this window'}
      loading={start.isPending}
      onClick={() => void chooseBundle().then((chosen) => chosen && start.mutate(chosen))}
    >
      Import bundle
    </Button>
  );
}

/** Archives that were dropped: nothing is brought in before somebody says so. */
export function PendingBundles({ readOnly }: { readOnly: boolean }) {
  return usePendingBundles().map((bundle) => (
    <PendingBundle key={`${bundle.name} ${bundle.bytes}`} bundle={bundle} readOnly={readOnly} />
  ));
}

function PendingBundle({ bundle, readOnly }: { bundle: BundleFile; readOnly: boolean }) {
  const start = useStart(startImport, {});
  return (
    <Card className={classes.card}>
      <div className={classes.line}>
        <p className={classes.text}>
          <b>{bundle.name}</b>
          {bundle.bytes !== null && `, ${formatBytes(bundle.bytes)}`}. Everything in it is checked
          before it becomes a version here; latest does not change.
        </p>
        <Button
          variant="filled"
          disabled={readOnly}
          title={readOnly ? READ_ONLY : undefined}
          loading={start.isPending}
          onClick={() => start.mutate(bundle, { onSuccess: () => dropBundle(bundle) })}
        >
          Import
        </Button>
        <Button onClick={() => dropBundle(bundle)}>Not now</Button>
      </div>
      {start.error && <ErrorState failure={toFailure(start.error)} />}
    </Card>
  );
}
