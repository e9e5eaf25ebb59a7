import { useConnection } from '#renderer/api/connection.ts';
import { useEngineInfo, useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { formatCount, formatQuantity } from '#renderer/ui/format.ts';
import { privacyWords } from './privacy-words.ts';
import classes from './StatusLine.module.css';

export function StatusLine() {
  const lost = useConnection() !== 'online';
  const info = useEngineInfo().data;
  const workspace = useWorkspace().data;
  const inUse = useVersions().data?.find(({ version }) => version === workspace?.inUse);
  const counts = workspace?.counts;
  return (
    <footer className={classes.line}>
      <span className={classes.engine}>
        <span className={classes.dot} data-lost={lost || undefined} aria-hidden="true" />
        {lost ? 'Engine not reached' : 'Engine ready'}
      </span>
      {info && <span>{info.device}</span>}
      {inUse && inUse.dimensions > 0 && (
        <span title="What searches embed with">
          {inUse.embedder}, {formatCount(inUse.dimensions)} dimensions
        </span>
      )}
      {counts && (
        <span>
          {formatQuantity(counts.entries, 'entry', 'entries')},{' '}
          {formatQuantity(counts.terms, 'term')}
        </span>
      )}
      {counts && <span>{formatQuantity(counts.judgments, 'judgment')}</span>}
      {counts && <span>{formatQuantity(counts.versions, 'version')}</span>}
      {workspace?.readOnly && <span className={classes.readOnly}>read only</span>}
      <a className={classes.offline} href="#/settings">
        {workspace
          ? privacyWords(workspace.settings)
          : privacyWords({ offline: info?.offline ?? true, notifyUrl: null, mlflowUrl: null })}
      </a>
    </footer>
  );
}
