import { IconArrowRight } from '@tabler/icons-react';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import classes from './CompareInspector.module.css';
import {
  type DifferenceGroup,
  differenceGroups,
  type MeasureRow,
  measureRows,
  sameWords,
} from './differences-view.ts';
import { GateRules } from './GateRules.tsx';
import { useSideBySide } from './use-versions.ts';
import { Section } from './VersionInspector.tsx';
import type { RowData } from './VersionRow.tsx';
import { shortId } from './version-view.ts';

interface Props {
  /** The older one. */
  from: RowData;
  to: RowData;
}

/** Two versions: only what differs, what that did to the measures, and what the gate says to the newer one. */
export function CompareInspector({ from, to }: Props) {
  const pair = { from: from.version.version, to: to.version.version };
  const { data, error, isPlaceholderData } = useSideBySide(pair);
  const { gate } = to.version;
  return (
    <div className={classes.compare} data-waiting={isPlaceholderData || undefined}>
      <header className={classes.header}>
        <h2>What differs</h2>
        <span className={classes.pair}>
          <Name row={from} beside={pair.to} />
          <IconArrowRight size={14} stroke={1.8} aria-label="to" />
          <Name row={to} beside={pair.from} />
        </span>
      </header>
      {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!data && !error && <SkeletonLines count={8} height={30} />}
      {data && (
        <>
          <Measures rows={measureRows(data.measures)} pair={pair} basis={data.basis} />
          {differenceGroups(data.differences).map((group) => (
            <Differences key={group.title} group={group} />
          ))}
          <p className={classes.same}>
            {data.differences.length === 0 && 'They were made alike. '}
            {sameWords(data.same)}
          </p>
        </>
      )}
      {gate.length > 0 && (
        <Section title={`The gate for ${pair.to}`}>
          <GateRules rules={gate} label="Rules of the gate" />
        </Section>
      )}
    </div>
  );
}

function Name({ row, beside }: { row: RowData; beside: string }) {
  const { version } = row.version;
  return (
    <span className={classes.version} title={version}>
      <span className={classes.dot} style={{ background: row.colour }} aria-hidden="true" />
      <code>{shortId(version, beside)}</code>
    </span>
  );
}

interface MeasuresProps {
  rows: readonly MeasureRow[];
  pair: { from: string; to: string };
  basis: string;
}

function Measures({ rows, pair, basis }: MeasuresProps) {
  const params = { version: pair.to, against: pair.from, section: 'compare' };
  return (
    <Section
      title="Measures"
      aside={
        rows.some(({ verdict }) => verdict) && (
          <a href={formatRoute({ screen: 'evaluate', params })}>Query by query</a>
        )
      }
    >
      <table className={classes.table} aria-label="Measures of the two versions">
        <colgroup>
          <col className={classes.name} />
          <col className={classes.number} />
          <col />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">{pair.from}</th>
            <th scope="col">{pair.to}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{row.from}</td>
              <td>
                <b>{row.to}</b> <span data-tone={row.tone}>{row.verdict}</span>
                <span className={classes.change}>{row.change}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.basis}>{engineWords(basis)}</p>
    </Section>
  );
}

function Differences({ group: { title, rows } }: { group: DifferenceGroup }) {
  return (
    <Section title={title}>
      <table className={classes.table} aria-label={`${title}: what differs`}>
        <colgroup>
          <col className={classes.name} />
          <col className={classes.value} />
          <col />
        </colgroup>
        <tbody>
          {rows.map(({ name, from, to }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td title={from}>{from}</td>
              <td title={to}>
                <b>{to}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
