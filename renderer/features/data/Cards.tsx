import type { FileKind, WorkspaceSummary } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { useCollections } from '#renderer/api/hooks.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { CollectionCards } from './CollectionCards.tsx';
import { chooseFiles } from './choose-files.ts';
import { indexState } from './collection-view.ts';
import classes from './DataScreen.module.css';
import { KIND_NAMES, kindCard } from './data-view.ts';
import { IndexMark } from './IndexMark.tsx';

/** What the workspace holds, and where more goes in. */
export function Cards({ workspace }: { workspace: WorkspaceSummary }) {
  const collections = useCollections();
  return (
    <div className={classes.cards}>
      <KindCard kind="canonical" workspace={workspace}>
        <IndexMark state={indexState(CANONICAL, collections, workspace.inUse)} />
      </KindCard>
      <CollectionCards workspace={workspace} collections={collections} />
      <KindCard kind="feedback" workspace={workspace} />
      <button type="button" className={classes.drop} onClick={() => void chooseFiles()}>
        <span>Drop files anywhere, or choose them</span>
        <small>
          A dictionary, a table of other entries, feedback or outcomes; the folder of a model. You
          see what is in them before anything is imported.
        </small>
      </button>
    </div>
  );
}

interface KindProps {
  kind: FileKind;
  workspace: WorkspaceSummary;
  children?: React.ReactNode;
}

function KindCard({ kind, workspace, children }: KindProps) {
  const { file, amount, source, at } = kindCard(kind, workspace);
  return (
    <Card className={classes.held}>
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
      {children}
    </Card>
  );
}
