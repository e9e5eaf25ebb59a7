import { Button } from '@mantine/core';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { DamagedIndex } from './DamagedIndex.tsx';
import classes from './SearchScreen.module.css';
import {
  NoEngine,
  NoKey,
  NoQuery,
  NoResults,
  NothingAdmitted,
  UnknownKey,
} from './SearchStates.tsx';
import type { SearchState } from './search-params.ts';
import type { useSearch } from './use-search.ts';

interface Props {
  state: SearchState;
  found: ReturnType<typeof useSearch>;
  /** The version in use. */
  version: string;
  onTry(text: string): void;
  onRemoveFilters(): void;
}

/** What stands in the place of results. */
export function Otherwise(props: Props) {
  return <div className={classes.otherwise}>{insteadOf(props)}</div>;
}

function insteadOf({ state, found, version, onTry, onRemoveFilters }: Props) {
  const typed = state.text.trim();
  const { answer, stale, error } = found;
  if (typed === '') {
    return state.by === 'text' ? (
      <NoQuery collection={state.in} onTry={onTry} />
    ) : (
      <NoKey collection={state.from} onTry={onTry} />
    );
  }
  if (found.unknownKey) return <UnknownKey typed={typed} />;
  if (error && !isUnreachable(error)) {
    const failure = toFailure(error);
    const refused = failure.code === 'BAD_INPUT' && state.filters.length > 0;
    return (
      <Card flush>
        {failure.code === 'DAMAGED' ? (
          <DamagedIndex failure={failure} version={version} />
        ) : (
          <ErrorState
            failure={failure}
            actions={refused && <Button onClick={onRemoveFilters}>Remove the filters</Button>}
          />
        )}
      </Card>
    );
  }
  if (error) return <NoEngine />;
  if (answer && !stale) {
    return answer.admitted === 0 && state.filters.length > 0 ? (
      <NothingAdmitted
        filters={state.filters}
        entries={answer.entries}
        onRemove={onRemoveFilters}
      />
    ) : (
      <NoResults text={typed} />
    );
  }
  return <SkeletonLines count={8} height={52} />;
}
