import { Button } from '@mantine/core';
import type { VersionSummary } from '#core/contract/index.ts';
import { client } from '#renderer/api/client.ts';
import { engineWords } from '#renderer/ui/format.ts';
import classes from './DamageNotice.module.css';
import { READ_ONLY } from './promotion-view.ts';
import { useQuarantine, useStart } from './use-version-actions.ts';

interface Props {
  version: VersionSummary;
  readOnly: boolean;
}

/** What is wrong with a version, and the three ways out. */
export function DamageNotice({ version: { version, damage }, readOnly }: Props) {
  const rebuild = useStart(() => client.jobs.rebuild({ version }));
  const recreate = useStart(() => client.jobs.recreate({ version }));
  const quarantine = useQuarantine();
  const off = { disabled: readOnly, title: readOnly ? READ_ONLY : undefined };
  return (
    <div className={classes.notice} role="alert">
      <p className={classes.what}>{engineWords(damage ?? 'Its files cannot be trusted.')}</p>
      <dl>
        <dt>
          <Button
            size="compact-xs"
            {...off}
            loading={rebuild.isPending}
            onClick={() => rebuild.mutate(undefined)}
          >
            Rebuild
          </Button>
        </dt>
        <dd>Makes its index again from what else it holds.</dd>
        <dt>
          <Button
            size="compact-xs"
            {...off}
            loading={recreate.isPending}
            onClick={() => recreate.mutate(undefined)}
          >
            Recreate
          </Button>
        </dt>
        <dd>Trains it anew from its manifest, where the data are still the same.</dd>
        <dt>
          <Button
            size="compact-xs"
            {...off}
            loading={quarantine.isPending}
            onClick={() => quarantine.mutate(version)}
          >
            Quarantine
          </Button>
        </dt>
        <dd>Moves it out of the list, to quarantine/ in the workspace. Nothing is deleted.</dd>
      </dl>
    </div>
  );
}
