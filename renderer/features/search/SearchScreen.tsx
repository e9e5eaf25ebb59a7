import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords, formatCount } from '#renderer/ui/format.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { Inspector } from './Inspector.tsx';
import { KeyHints } from './KeyHints.tsx';
import { type GridActions, ResultGrid } from './ResultGrid.tsx';
import { SearchBox } from './SearchBox.tsx';
import classes from './SearchScreen.module.css';
import { NoQuery, NoResults, NoVersion, UnknownKey } from './SearchStates.tsx';
import type { SearchBy } from './search-request.ts';
import { useJudge } from './use-judge.ts';
import { useSearch } from './use-search.ts';

/** Tries the version in use, shows why, and collects judgments. */
export function SearchScreen() {
  const { params } = useRoute();
  const text = params.q ?? '';
  const by: SearchBy = params.by === 'key' ? 'key' : 'text';
  const { data: workspace } = useWorkspace();
  const hasVersion = workspace !== undefined && workspace.inUse !== null;
  const found = useSearch(text, by, hasVersion);
  const { data, request, isPlaceholderData } = found;
  const results = request ? (data?.results ?? []) : [];
  const [chosen, setChosen] = useState({ text: '', index: 0 });
  const selected =
    chosen.text === text ? Math.min(chosen.index, Math.max(0, results.length - 1)) : 0;
  const [whyShown, setWhyShown] = useLocalStorage({
    key: 'plumbline-why',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const box = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const judging = useJudge(request);

  const search = (q: string, searchBy: SearchBy) =>
    navigate('search', { q, by: searchBy === 'key' ? 'key' : '' }, { replace: true });
  const actions: GridActions = {
    select: (index) => setChosen({ text, index }),
    judge: judging.judge,
    undo: judging.undo,
    toggleWhy: () => setWhyShown(!whyShown),
    leave: () => box.current?.focus(),
  };
  useHotkeys([['/', () => box.current?.select()]]);
  // Whoever comes to this screen comes to type.
  useEffect(() => {
    if (hasVersion) box.current?.focus();
  }, [hasVersion]);

  if (workspace && !hasVersion) {
    return (
      <Page title="Search">
        <div className={classes.center}>
          <NoVersion />
        </div>
      </Page>
    );
  }
  const showWhy = whyShown && results.length > 0;
  const shown = data && request && results.length > 0;
  return (
    <Split inspector={showWhy && <Inspector results={results} index={selected} />}>
      <h1 className="visually-hidden">Search</h1>
      <SearchBox
        ref={box}
        text={text}
        by={by}
        summary={shown ? summarise(results.length, data.entries, data.milliseconds) : ''}
        onText={(q) => search(q, by)}
        onBy={(next) => {
          search('', next);
          box.current?.focus();
        }}
        onEnterList={() => grid.current?.focus()}
      />
      {shown && data.notice && <p className={classes.notice}>{engineWords(data.notice)}</p>}
      {shown && (
        <div className={classes.list}>
          <ResultGrid
            ref={grid}
            results={results}
            selected={selected}
            stale={isPlaceholderData}
            actions={actions}
          />
          <KeyHints />
        </div>
      )}
      {!shown && (
        <Otherwise
          text={text}
          by={by}
          found={found}
          onTry={(q) => {
            search(q, by);
            box.current?.focus();
          }}
        />
      )}
    </Split>
  );
}

interface OtherwiseProps {
  text: string;
  by: SearchBy;
  found: ReturnType<typeof useSearch>;
  onTry(text: string): void;
}

/** What stands in the place of results. */
function Otherwise({ text, by, found, onTry }: OtherwiseProps) {
  const typed = text.trim();
  if (typed === '') return by === 'text' && <NoQuery onTry={onTry} />;
  if (found.unknownKey) return <UnknownKey typed={typed} near={found.near} onTry={onTry} />;
  if (found.error && !isUnreachable(found.error)) {
    return (
      <Card flush>
        <ErrorState failure={toFailure(found.error)} />
      </Card>
    );
  }
  if (found.request && found.data && !found.isPlaceholderData) return <NoResults text={typed} />;
  return (
    <Card>
      <SkeletonLines count={6} height={56} />
    </Card>
  );
}

/** The results, and beside them the inspector at a width that is remembered. */
function Split({ inspector, children }: { inspector: React.ReactNode; children: React.ReactNode }) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: 'plumbline-search',
    panelIds: inspector ? ['results', 'why'] : ['results'],
    storage: window.localStorage,
  });
  return (
    <Group
      className={classes.split}
      {...(defaultLayout && { defaultLayout })}
      onLayoutChanged={onLayoutChanged}
    >
      <Panel id="results" minSize={480}>
        <div className={classes.main}>{children}</div>
      </Panel>
      {inspector && <Separator className={classes.separator} aria-label="Width of the inspector" />}
      {inspector && (
        <Panel
          id="why"
          defaultSize={372}
          minSize={300}
          maxSize={620}
          groupResizeBehavior="preserve-pixel-size"
        >
          <aside className={classes.aside} aria-label="Why this result">
            <ScrollRegion className={classes.inspector} label="Evidence">
              {inspector}
            </ScrollRegion>
          </aside>
        </Panel>
      )}
    </Group>
  );
}

function summarise(shown: number, entries: number, milliseconds: number): string {
  return `${formatCount(shown)} of ${formatCount(entries)} in ${Math.max(1, Math.round(milliseconds))} ms`;
}
