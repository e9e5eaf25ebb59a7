import type { Manifest } from '#core/contract/index.ts';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import classes from './FileList.module.css';
import { type FileGroup, fileGroups } from './manifest-view.ts';

/** A version's files by folder; a folder opens to its files with their hashes. */
export function FileList({ files }: { files: Manifest['files'] }) {
  return (
    <ul className={classes.list} aria-label="Files">
      {fileGroups(files).map((group) => (
        <li key={group.name}>
          <Group group={group} />
        </li>
      ))}
    </ul>
  );
}

function Group({ group: { name, bytes, files } }: { group: FileGroup }) {
  return (
    <details>
      <summary className={classes.line}>
        <code>{name}</code>
        {name.endsWith('/') && (
          <span className={classes.count}>{formatQuantity(files.length, 'file')}</span>
        )}
        <span className={classes.bytes}>{formatBytes(bytes)}</span>
      </summary>
      <ul className={classes.files}>
        {files.map((file) => (
          <li key={file.path}>
            <p className={classes.path}>{file.path}</p>
            <p className={classes.line}>
              <CopyableKey value={file.sha256} limit={24} />
              <span className={classes.bytes}>{formatBytes(file.bytes)}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
