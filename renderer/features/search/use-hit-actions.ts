import { useLocalStorage } from '@mantine/hooks';
import type { SearchHit } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { entryParams } from '#renderer/app/route.ts';
import type { GridActions } from './grid-keys.ts';
import { useJudge } from './use-judge.ts';
import type { Answer } from './use-search.ts';
import type { SearchControls } from './use-search-state.ts';

interface Needs {
  answer: Answer | undefined;
  readOnly: boolean;
  change: SearchControls['change'];
  select: GridActions['select'];
  leave: GridActions['leave'];
}

/** What can be done with the hits of an answer, and whether the reasons for them are shown. */
export function useHitActions({ answer, readOnly, change, select, leave }: Needs) {
  const [whyShown, setWhyShown] = useLocalStorage({
    key: 'plumbline-why',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const { judge, undo } = useJudge(answer);
  const collection = answer?.request.in ?? CANONICAL;
  const actions: GridActions = {
    select,
    judge,
    undo,
    leave,
    toggleWhy: () => setWhyShown(!whyShown),
    likeThis: ({ key }: SearchHit) => change({ by: 'key', text: key, from: collection }),
    open: ({ key }: SearchHit) => navigate('entry', { ...entryParams(key, collection) }),
  };
  // A judgment is about an entry of the canonical collection.
  return { actions, whyShown, canJudge: collection === CANONICAL && !readOnly };
}
