import { ActionIcon } from '@mantine/core';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import type { VersionSummary, WorkspaceSummary } from '#core/contract/index.ts';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { Fact } from '#renderer/ui/Page.tsx';
import { ExportButton } from './ExportButton.tsx';
import { ImportButton } from './ImportBundle.tsx';
import type { Panel } from './panels.ts';
import type { Step } from './promotion-view.ts';
import { StepButton } from './StepButton.tsx';
import type { LatestChange } from './use-latest-change.ts';
import classes from './VersionsScreen.module.css';
import { totalBytes } from './version-view.ts';

interface Props {
  versions: readonly VersionSummary[];
  /** The one that is looked at. */
  version: VersionSummary;
  step: Step;
  obstacles: { step: string | null; export: string | null };
  workspace: WorkspaceSummary;
  panel: { panel: Panel | null; show(panel: Panel | null): void };
  busy: boolean;
  inspectorOpen: boolean;
  onInspector(open: boolean): void;
  onChange(change: LatestChange): void;
}

/** How many there are and what they take, and what can be done with the one that is looked at. */
export function VersionsHeader(props: Props) {
  const { versions, version, step, obstacles, workspace, panel, busy, onChange } = props;
  const { inspectorOpen, onInspector } = props;
  const { readOnly, versionBytes } = workspace;
  return (
    <header className={classes.header}>
      <h1>Versions</h1>
      <Fact>
        <b>{formatQuantity(versions.length, 'version')}</b>
      </Fact>
      <Fact>
        <b>{formatBytes(versionBytes || totalBytes(versions))}</b> on disk
      </Fact>
      {readOnly && <Fact>read only</Fact>}
      <div className={classes.actions}>
        <ImportButton readOnly={readOnly} />
        <ExportButton
          version={version.version}
          obstacle={obstacles.export}
          open={panel.panel === 'export'}
          onOpen={(open) => panel.show(open ? 'export' : null)}
        />
        <StepButton
          version={version}
          step={step}
          obstacle={obstacles.step}
          busy={busy}
          open={panel.panel === 'promote'}
          onOpen={(open) => panel.show(open ? 'promote' : null)}
          onChange={onChange}
        />
        <ActionIcon
          variant="default"
          size={28}
          aria-label="Details of the version"
          title="Details (Enter)"
          aria-pressed={inspectorOpen}
          onClick={() => onInspector(!inspectorOpen)}
        >
          <IconLayoutSidebarRight size={16} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      </div>
    </header>
  );
}
