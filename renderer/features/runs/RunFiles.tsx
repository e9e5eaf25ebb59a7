import type { RunDetail } from '#core/contract/index.ts';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import classes from './RunInspector.module.css';

/** The files that a run left, with their sizes. */
export function RunFiles({ detail: { artifacts } }: { detail: RunDetail }) {
  if (artifacts.length === 0) return <p className={classes.quiet}>It left no files.</p>;
  const bytes = artifacts.reduce((sum, artifact) => sum + artifact.bytes, 0);
  return (
    <>
      <p className={classes.quiet}>
        {formatQuantity(artifacts.length, 'file')}, {formatBytes(bytes)}
      </p>
      <table className={classes.table} aria-label="Files of the run">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" data-numeric>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {artifacts.map(({ path, bytes: size }) => (
            <tr key={path}>
              <td>
                <code>{path}</code>
              </td>
              <td data-numeric>{formatBytes(size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
