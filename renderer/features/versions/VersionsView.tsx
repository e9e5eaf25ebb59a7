import { useLocalStorage } from '@mantine/hooks';
import { type CSSProperties, useCallback, useEffect, useMemo, useRef } from 'react';
import type { PromotionEvent, WorkspaceSummary } from '#core/contract/index.ts';
import { InspectorSplit } from '#renderer/ui/InspectorSplit.tsx';
import { CompareInspector } from './CompareInspector.tsx';
import { HistoryCard } from './HistoryCard.tsx';
import { PendingBundles } from './ImportBundle.tsx';
import { JobCards } from './JobCards.tsx';
import { KeyHints } from './KeyHints.tsx';
import { deleteObstacle, READ_ONLY, stepFor, stepObstacle } from './promotion-view.ts';
import { choose, comparedPair } from './selection.ts';
import { useLatestChange } from './use-latest-change.ts';
import { sayObstacle, usePanel } from './use-panel.ts';
import { useSelection } from './use-selection.ts';
import { ROW_HEIGHT, VersionGrid } from './VersionGrid.tsx';
import { VersionInspector } from './VersionInspector.tsx';
import type { RowData } from './VersionRow.tsx';
import { VersionsHeader } from './VersionsHeader.tsx';
import classes from './VersionsScreen.module.css';
import { type KeyAction, keyAction } from './version-keys.ts';

interface Props {
  /** Newest first, at least one. */
  rows: readonly RowData[];
  history: readonly PromotionEvent[];
  workspace: WorkspaceSummary;
}

/** The list with what is above and below it, and beside it one version or what two differ in. */
export function VersionsView({ rows, history, workspace }: Props) {
  const { readOnly } = workspace;
  const ids = useMemo(() => rows.map(({ version }) => version.version), [rows]);
  const { selection, select } = useSelection(ids, startingAt(ids, workspace.inUse));
  const show = useCallback((version: string) => select(choose(version)), [select]);
  const pair = comparedPair(selection, ids);
  const rowOf = (id: string) => rows.find(({ version }) => version.version === id) ?? rows[0];
  const row = rowOf(selection.current) as RowData;
  const { version } = row;
  const panel = usePanel(version.version, show);
  const [open, setOpen] = useInspectorOpen();
  const grid = useFocusedGrid();

  const versions = useMemo(() => rows.map((each) => each.version), [rows]);
  const step = stepFor(version, versions, history);
  const obstacles = {
    step: stepObstacle(version, step, readOnly),
    export: exportObstacle(row, readOnly),
    delete: deleteObstacle(version, readOnly),
  };
  const change = useLatestChange(() => panel.show('promote'));
  const promote = () => {
    if (obstacles.step) sayObstacle(version, obstacles.step);
    else if (step.kind === 'leave') sayObstacle(version, 'It is latest already.');
    else if (step.kind === 'override') panel.show('promote');
    else change.mutate({ version: version.version, kind: step.kind });
  };
  const openDelete = () => {
    if (obstacles.delete) sayObstacle(version, obstacles.delete);
    else {
      if (pair) show(version.version);
      setOpen(true);
      panel.show('delete');
    }
  };
  const actions: Record<KeyAction, () => void> = {
    details: () => setOpen(!open),
    leave: () => (selection.marked.length > 0 ? show(version.version) : setOpen(false)),
    promote,
    export: () =>
      obstacles.export ? sayObstacle(version, obstacles.export) : panel.show('export'),
    delete: openDelete,
  };
  const press = (key: string) => {
    const action = keyAction(key);
    if (action) actions[action]();
    return action !== null;
  };

  const inspector = open && (
    <Inspector
      {...{ row, pair, rowOf, history, readOnly }}
      deleting={panel.panel === 'delete'}
      onDeleting={(shown) => panel.show(shown ? 'delete' : null)}
      onRemoved={() => grid.current?.focus()}
    />
  );
  return (
    <InspectorSplit id="plumbline-versions" label="Version" inspector={inspector}>
      <VersionsHeader
        {...{ versions, version, step, obstacles, workspace, panel }}
        busy={change.isPending}
        inspectorOpen={open}
        onInspector={setOpen}
        onChange={(next) => change.mutate(next)}
      />
      <PendingBundles readOnly={readOnly} />
      <JobCards onShow={show} />
      <section
        className={classes.list}
        aria-label="List of versions"
        style={wholeHeight(rows.length)}
      >
        <VersionGrid
          ref={grid}
          {...{ rows, selection, pair }}
          onSelect={select}
          onOpen={() => setOpen(true)}
          onPress={press}
        />
      </section>
      <KeyHints />
      <HistoryCard history={history} />
    </InspectorSplit>
  );
}

interface InspectorProps extends Pick<Props, 'history'> {
  row: RowData;
  pair: { from: string; to: string } | null;
  rowOf(version: string): RowData | undefined;
  readOnly: boolean;
  deleting: boolean;
  onDeleting(open: boolean): void;
  onRemoved(): void;
}

/** One version, or two side by side. */
function Inspector({ pair, rowOf, ...one }: InspectorProps) {
  const from = pair && rowOf(pair.from);
  const to = pair && rowOf(pair.to);
  if (from && to) return <CompareInspector from={from} to={to} />;
  return <VersionInspector key={one.row.version.version} {...one} />;
}

/** The list is no higher than its rows; where there is less room, it scrolls. */
function wholeHeight(count: number) {
  const height = `${(count + 1) * ROW_HEIGHT + 3}px`;
  return { height, '--whole': height } as CSSProperties;
}

/** The version in use, or the newest. */
function startingAt(ids: readonly string[], inUse: string | null): string {
  return ids.find((id) => id === inUse) ?? ids[0] ?? '';
}

function exportObstacle({ version }: RowData, readOnly: boolean): string | null {
  if (readOnly) return READ_ONLY;
  return version.status === 'damaged' ? 'It is damaged.' : null;
}

/** Whether the inspector is open, remembered. */
function useInspectorOpen() {
  return useLocalStorage({
    key: 'plumbline-versions-inspector',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
}

/** Whoever comes to the list comes to go through it, unless they are doing something else already. */
function useFocusedGrid() {
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) grid.current?.focus();
  }, []);
  return grid;
}
