import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MatchedRow } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { complainAbout, IN_TURN, refreshJudgments } from '#renderer/api/judgments.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import { type Decision, decidedRow, decisionWords } from './row-view.ts';

interface Correction {
  row: MatchedRow;
  decision: Decision;
  /** Of an entry that is not among the row's candidates. */
  name?: string | undefined;
}

interface Page {
  total: number;
  rows: MatchedRow[];
}

/** Decides rows of a table and takes decisions back. A choice shows at once; the engine's answer follows. */
export function useCorrect(table: string) {
  const cache = useQueryClient();
  const pages = engine.match.page.key({ input: { id: table } });
  const show = (row: MatchedRow) =>
    cache.setQueriesData<Page>(
      { queryKey: pages },
      (page) =>
        page && { ...page, rows: page.rows.map((old) => (old.row === row.row ? row : old)) },
    );
  const refresh = async () => {
    if (cache.isMutating({ mutationKey: IN_TURN.mutationKey }) > 1) return;
    await Promise.all([
      cache.invalidateQueries({ queryKey: engine.match.tables.key() }),
      // What is on the screen stays there: a row must not leave a filtered list under the hands that decide it.
      cache.invalidateQueries({ queryKey: pages, refetchType: 'none' }),
      // But what was on its way was given up, and is asked for again.
      cache.refetchQueries({
        queryKey: pages,
        type: 'active',
        predicate: ({ state }) => state.data === undefined,
      }),
      refreshJudgments(cache),
    ]);
  };
  const correct = useMutation({
    ...IN_TURN,
    mutationFn: ({ row, decision }: Correction) =>
      client.match.correct({ id: table, row: row.row, decision }),
    onMutate: async ({ row, decision, name }) => {
      // A page that is still on its way knows nothing of this yet and would take it off the screen again.
      await cache.cancelQueries({ queryKey: pages });
      show(decidedRow(row, decision, name));
    },
    onSuccess: async (row, { decision }) => {
      show(row);
      showToast({
        kind: 'judgment',
        message: decisionWords(row, decision),
        detail: `for “${row.text}”`,
        tone: 'key' in decision ? 'good' : 'plain',
        ...(!('undo' in decision) && {
          action: { label: 'Undo', run: () => correct.mutate({ row, decision: { undo: true } }) },
        }),
      });
      await refresh();
    },
    onError: async (error) => {
      await cache.invalidateQueries({ queryKey: pages });
      await complainAbout(cache, error);
    },
  });
  return correct;
}
