import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { ImportButton, PendingBundles } from './ImportBundle.tsx';
import { JobCards } from './JobCards.tsx';
import { NoVersions } from './NoVersions.tsx';
import { versionRows } from './rows.ts';
import { useHistory } from './use-versions.ts';
import { VersionsSkeleton } from './VersionsSkeleton.tsx';
import { VersionsView } from './VersionsView.tsx';

/** What trainings made: compare, promote, roll back, export, import, delete. */
export function VersionsScreen() {
  const workspace = useWorkspace();
  const versions = useVersions();
  const history = useHistory();
  const rows = useMemo(() => versionRows(versions.data ?? [], history), [versions.data, history]);
  const error = workspace.error ?? versions.error;
  if (error && !isUnreachable(error)) {
    return (
      <Page title="Versions">
        <Card flush>
          <ErrorState
            failure={toFailure(error)}
            actions={<Button onClick={() => void versions.refetch()}>Try again</Button>}
          />
        </Card>
      </Page>
    );
  }
  if (!workspace.data || !versions.data) {
    return (
      <Page title="Versions">
        <VersionsSkeleton />
      </Page>
    );
  }
  const { readOnly } = workspace.data;
  if (rows.length === 0) {
    return (
      <Page title="Versions" actions={<ImportButton readOnly={readOnly} />}>
        <PendingBundles readOnly={readOnly} />
        <JobCards onShow={(version) => navigate('versions', { version })} />
        <NoVersions />
      </Page>
    );
  }
  return <VersionsView rows={rows} history={history} workspace={workspace.data} />;
}
