import { useConnection } from '#renderer/api/connection.ts';
import { useEngineInfo, useWorkspace } from '#renderer/api/hooks.ts';
import { formatQuantity } from '#renderer/ui/format.ts';
import classes from './StatusLine.module.css';

export function StatusLine() {
  const lost = useConnection() !== 'online';
  const info = useEngineInfo().data;
  const workspace = useWorkspace().data;
  const counts = workspace?.counts;
  return (
    <footer className={classes.line}>
      <span className={classes.engine}>
        <span className={classes.dot} data-lost={lost || undefined} aria-hidden="true" />
        {lost ? 'Engine not reached' : 'Engine ready'}
      </span>
      {info && <span>{info.device}</span>}
      {counts && (
        <span>
          {formatQuantity(counts.entries, 'entry', 'entries')},{' '}
          {formatQuantity(counts.terms, 'term')}
        </span>
      )}
      {counts && <span>{formatQuantity(counts.judgments, 'judgment')}</span>}
      {counts && <span>{formatQuantity(counts.versions, 'version')}</span>}
      {workspace?.readOnly && <span className={classes.readOnly}>read only</span>}
      <span className={classes.offline}>
        {info?.offline === false ? 'Online' : 'Offline: nothing leaves this computer'}
      </span>
    </footer>
  );
}
