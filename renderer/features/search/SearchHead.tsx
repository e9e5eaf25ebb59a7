import type { Ref } from 'react';
import { useCollections } from '#renderer/api/hooks.ts';
import { AnswerSummary } from './AnswerSummary.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SearchToolbar } from './SearchToolbar.tsx';
import type { useOffered } from './use-offered.ts';
import type { useSearch } from './use-search.ts';
import type { SearchControls } from './use-search-state.ts';

interface Props {
  box: Ref<HTMLInputElement>;
  controls: SearchControls;
  found: ReturnType<typeof useSearch>;
  offered: ReturnType<typeof useOffered>;
  onTake(index: number): void;
  onEnterList(): void;
  focusBox(): void;
}

/** What is searched for, how, and where. */
export function SearchHead(props: Props) {
  const { box, controls, found, offered, onTake, onEnterList, focusBox } = props;
  const { state, type, change } = controls;
  const { answer } = found;
  const collections = useCollections();
  return (
    <>
      <SearchBox
        ref={box}
        text={state.text}
        by={state.by}
        mode={state.mode}
        summary={answer && answer.results.length > 0 && <AnswerSummary answer={answer} />}
        completions={{ count: offered.entries.length, active: offered.active }}
        onText={type}
        onActive={offered.setActive}
        onTake={onTake}
        onMode={(mode) => change({ mode })}
        onEnterList={onEnterList}
      />
      <SearchToolbar
        controls={controls}
        collections={collections}
        answer={answer}
        known={found.known}
        onAnew={focusBox}
      />
    </>
  );
}
