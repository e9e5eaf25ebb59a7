import { ScrollRegion } from '#renderer/ui/ScrollRegion.tsx';
import classes from './Preview.module.css';

interface Props {
  /** The file, for the label. */
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The first rows as they would be imported. */
export function SampleTable({ name, header, rows }: Props) {
  return (
    <ScrollRegion className={classes.sample} label={`First rows of ${name}`}>
      <table>
        <thead>
          <tr>
            {header.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field may be called as the key is
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same
                <td key={column} title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={classes.none}>No row can be imported as it stands.</p>}
    </ScrollRegion>
  );
}
