import type { FileKind, WorkspaceSummary } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { chooseFiles } from './choose-files.ts';
import classes from './DataScreen.module.css';
import { KIND_NAMES, kindCard } from './data-view.ts';

/** What the workspace holds, and where more goes in. */
export function Cards({ workspace }: { workspace: WorkspaceSummary }) {
  return (
    <div className={classes.cards}>
      <KindCard kind="canonical" workspace={workspace} />
      <KindCard kind="feedback" workspace={workspace} />
      <button type="button" className={classes.drop} onClick={() => void chooseFiles()}>
        <span>Drop files anywhere, or choose them</span>
        <small>
          A dictionary as JSON, JSONL, CSV or TSV; feedback as CSV or TSV; the folder of a model.
          You see what is in them before anything is imported.
        </small>
      </button>
    </div>
  );
}

function KindCard({ kind, workspace }: { kind: FileKind; workspace: WorkspaceSummary }) {
  const { file, amount, source, at } = kindCard(kind, workspace);
  return (
    <Card>
      <p className={classes.kind}>
        {KIND_NAMES[kind]}
        {at && <Ago at={at} inWords />}
      </p>
      <p className={classes.file} title={file ?? undefined}>
        {file ?? (kind === 'canonical' ? 'No dictionary yet' : 'No file yet')}
      </p>
      <p>{amount}</p>
      <p className={classes.source} title={source}>
        {source || (kind === 'feedback' ? 'Judgments made in Search count too' : '')}
      </p>
    </Card>
  );
}
