import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { WorkspaceSummary } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { InspectorSplit } from '#renderer/ui/InspectorSplit.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { Completions } from './Completions.tsx';
import { Inspector } from './Inspector.tsx';
import { Otherwise } from './Otherwise.tsx';
import { Results } from './Results.tsx';
import { SearchHead } from './SearchHead.tsx';
import classes from './SearchScreen.module.css';
import { NoVersion } from './SearchStates.tsx';
import { searchIdentity } from './search-request.ts';
import { useHitActions } from './use-hit-actions.ts';
import { useOffered } from './use-offered.ts';
import { type Answer, useSearch } from './use-search.ts';
import { useSearchState } from './use-search-state.ts';

/** Tries the version in use, shows why, and collects judgments. */
export function SearchScreen() {
  const { data: workspace } = useWorkspace();
  if (!workspace) {
    return (
      <Page title="Search">
        <SkeletonLines count={8} height={52} />
      </Page>
    );
  }
  if (workspace.inUse === null) {
    return (
      <Page title="Search">
        <div className={classes.center}>
          <NoVersion />
        </div>
      </Page>
    );
  }
  return <Search workspace={workspace} version={workspace.inUse} />;
}

function Search({ workspace, version }: { workspace: WorkspaceSummary; version: string }) {
  const controls = useSearchState();
  const { state, change } = controls;
  const found = useSearch(state, true);
  const { answer, stale } = found;
  const offered = useOffered(state, found);
  const [selected, select] = useSelected(answer);
  const box = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const focusBox = () => box.current?.focus();
  const { actions, whyShown, canJudge } = useHitActions({
    ...{ answer, change, select, leave: focusBox },
    readOnly: workspace.readOnly,
  });

  useHotkeys([['/', () => box.current?.select()]]);
  // Whoever comes to this screen comes to type.
  useEffect(() => box.current?.focus(), []);

  const tryText = (text: string) => {
    change({ text });
    focusBox();
  };
  const take = (index: number) => {
    const entry = offered.entries[index];
    if (entry) tryText(entry.key);
  };
  const shown = answer !== undefined && answer.results.length > 0;
  return (
    <InspectorSplit
      id="plumbline-search"
      label="Why this result"
      inspector={
        shown &&
        whyShown && <Inspector answer={answer} index={selected} onLikeThis={actions.likeThis} />
      }
    >
      <h1 className="visually-hidden">Search</h1>
      <SearchHead
        box={box}
        controls={controls}
        found={found}
        offered={offered}
        onTake={take}
        onEnterList={() => grid.current?.focus()}
        focusBox={focusBox}
      />
      {offered.entries.length > 0 && (
        <Completions
          typed={state.text.trim()}
          entries={offered.entries}
          active={offered.active}
          onTake={take}
        />
      )}
      {shown && (
        <Results
          ref={grid}
          answer={answer}
          stale={stale}
          selected={selected}
          canJudge={canJudge}
          actions={actions}
          onMore={found.more}
        />
      )}
      {!shown && offered.entries.length === 0 && (
        <Otherwise
          state={state}
          found={found}
          version={version}
          onTry={tryText}
          onRemoveFilters={() => change({ filters: [] })}
        />
      )}
    </InspectorSplit>
  );
}

/** The chosen hit; another search starts at its first. */
function useSelected(answer: Answer | undefined): [number, (index: number) => void] {
  const search = answer ? searchIdentity(answer.request) : '';
  const [chosen, setChosen] = useState({ search, index: 0 });
  const last = Math.max(0, (answer?.results.length ?? 0) - 1);
  const selected = chosen.search === search ? Math.min(chosen.index, last) : 0;
  return [selected, (index) => setChosen({ search, index })];
}
