import { IconCheck } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { VersionSummary } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { formatBytes, formatPercent } from '#renderer/ui/format.ts';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import { EmbedderName } from './EmbedderName.tsx';
import { LineageCell } from './LineageCell.tsx';
import type { LineageRow } from './lineage.ts';
import classes from './VersionGrid.module.css';
import { marksOf, type StatusView } from './version-view.ts';

export interface RowData {
  version: VersionSummary;
  lineage: LineageRow;
  colour: string;
  status: StatusView;
}

interface Props extends RowData {
  id: string;
  index: number;
  height: number;
  /** Pixels from the top. */
  start: number;
  current: boolean;
  marked: boolean;
  selected: boolean;
  onPress(event: MouseEvent): void;
  onOpen(): void;
}

export function VersionRow(props: Props) {
  const { id, index, height, start, version, lineage, colour, status } = props;
  const { current, marked, selected, onPress, onOpen } = props;
  return (
    <tr
      id={id}
      className={classes.row}
      style={{ transform: `translateY(${start}px)` }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-current={current || undefined}
      onClick={onPress}
      onDoubleClick={onOpen}
    >
      <td className={classes.graph}>
        <LineageCell
          row={lineage}
          height={height}
          colour={colour}
          latest={version.status === 'latest'}
          damaged={version.status === 'damaged'}
        />
      </td>
      <td className={classes.id}>
        <code>{version.version}</code>
        {marked && <IconCheck size={14} stroke={2.4} aria-label="marked to compare" />}
      </td>
      <td className={classes.embedder}>
        {version.embedder ? (
          <EmbedderName name={version.embedder} />
        ) : (
          <span className={classes.damage} title={version.damage ?? undefined}>
            {version.damage}
          </span>
        )}
        {marksOf(version).map(({ word, why }) => (
          <span key={word} className={classes.mark} title={why}>
            {word}
          </span>
        ))}
      </td>
      <Numbers version={version} />
      <td className={classes.status} data-tone={status.tone} title={status.why}>
        {status.word}
      </td>
    </tr>
  );
}

function Numbers({ version: { metrics, bytes, createdAt } }: { version: VersionSummary }) {
  return (
    <>
      <td className={classes.number}>
        {metrics ? <IntervalNumber interval={metrics.intervals['ndcg@10']} /> : <None />}
      </td>
      <td className={classes.number} title="Share of the judged test pairs that are accepted">
        {metrics ? formatPercent(metrics.bands.accept.share) : <None />}
      </td>
      <td className={classes.size}>{bytes > 0 ? formatBytes(bytes) : <None />}</td>
      <td className={classes.age}>
        <Ago at={createdAt} />
      </td>
    </>
  );
}

function None() {
  return <span className={classes.none}>–</span>;
}
