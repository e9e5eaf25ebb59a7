import { IconArrowBackUp } from '@tabler/icons-react';
import type { JudgmentRow } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useUndoJudgment } from '#renderer/api/judgments.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import classes from './EntryParts.module.css';
import { VerdictText } from './VerdictText.tsx';

/** What somebody said of an entry, newest first; each can be taken back. */
export function EntryJudgments({ rows }: { rows: readonly JudgmentRow[] }) {
  const undo = useUndoJudgment();
  const readOnly = useWorkspace().data?.readOnly ?? true;
  return (
    <ul className={classes.judgments}>
      {rows.map(({ id, query, verdict, at }) => (
        <li key={id}>
          <span title={query}>{query}</span>
          <VerdictText verdict={verdict} />
          <Ago at={at} />
          {!readOnly && (
            <button
              type="button"
              disabled={undo.isPending}
              title="Undo"
              aria-label={`Undo the judgment of “${query}”`}
              onClick={() => undo.mutate({ id, about: query })}
            >
              <IconArrowBackUp size={15} stroke={1.8} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
