import { IconCloudCheck } from '@tabler/icons-react';
import type { RunSummary } from '#core/contract/index.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { RunStatusMark } from './RunStatusMark.tsx';
import classes from './RunsGrid.module.css';
import { durationWords, embedderTitle, mainMeasure, modeTitle } from './runs-view.ts';

interface Props {
  id: string;
  index: number;
  /** Pixels from the top of the list. */
  offset: number;
  run: RunSummary;
  models: readonly { id: string; name: string }[];
  selected: boolean;
  picked: boolean;
  onSelect(id: string): void;
  onPick(id: string): void;
}

/** One run of the list. */
export function RunRow(props: Props) {
  const { id, index, offset, run, models, selected, picked, onSelect, onPick } = props;
  const embedder = embedderTitle(run.parameters.embedder, models);
  return (
    <tr
      id={id}
      className={classes.row}
      style={{ transform: `translateY(${offset}px)` }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-picked={picked || undefined}
      onClick={() => onSelect(run.id)}
    >
      <td>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Compare ${run.id}`}
          title="Compare (Space)"
          checked={picked}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onPick(run.id)}
        />
      </td>
      <td>
        <RunStatusMark status={run.status} />
      </td>
      <td className={classes.quiet}>
        <Ago at={run.startedAt} />
      </td>
      <td>{modeTitle(run.mode)}</td>
      <td title={embedder}>{embedder}</td>
      <td data-numeric>{durationWords(run, new Date())}</td>
      <td>
        <VersionLink run={run} />
      </td>
      <td data-numeric>{mainMeasure(run)}</td>
      <td>
        {run.pushed && (
          <IconCloudCheck size={15} stroke={1.8} role="img" aria-label="pushed to MLflow" />
        )}
      </td>
    </tr>
  );
}

function VersionLink({ run: { version, promoted } }: { run: RunSummary }) {
  if (version === null) return <span className={classes.quiet}>–</span>;
  return (
    <a
      href={formatRoute({ screen: 'versions', params: { version } })}
      className={classes.version}
      tabIndex={-1}
      title={promoted ? `${version}, was promoted` : version}
      onClick={(event) => event.stopPropagation()}
    >
      <KeyText value={version} limit={15} />
    </a>
  );
}
