import { Button } from '@mantine/core';
import type { Ref } from 'react';
import type { SideBySide } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { KeyText } from '#renderer/ui/KeyText.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { comparedRows, differenceGroups, sameWords } from './compare-runs-view.ts';
import classes from './RunInspector.module.css';
import { useRunComparison } from './use-runs.ts';

interface Props {
  ref: Ref<HTMLHeadingElement>;
  pair: { from: string; to: string };
  onClose(): void;
}

/** Two runs side by side: only what differs. */
export function RunComparison({ ref, pair, onClose }: Props) {
  const { data, error } = useRunComparison(pair);
  return (
    <div className={classes.root}>
      <header className={classes.header}>
        <h2 ref={ref} tabIndex={-1}>
          What differs
        </h2>
        <Button size="compact-xs" ml="auto" onClick={onClose}>
          Close
        </Button>
      </header>
      {error && !data && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!data && !error && <SkeletonLines count={6} height={30} />}
      {data && (
        <>
          <Measures compared={data} />
          <Differences compared={data} />
        </>
      )}
    </div>
  );
}

function Measures({ compared: { measures, basis } }: { compared: SideBySide }) {
  return (
    <section className={classes.part}>
      <h3>Measures</h3>
      <p className={classes.quiet}>{engineWords(basis)}</p>
      {measures.length > 0 && (
        <table className={classes.table} aria-label="Measures of the two runs">
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Older</th>
              <th scope="col">Newer</th>
              <th scope="col">Difference</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {comparedRows(measures).map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td data-short>{row.from}</td>
                <td data-short>{row.to}</td>
                <td data-short>
                  {row.difference}
                  {row.interval && <small>{row.interval}</small>}
                </td>
                <td data-tone={row.tone}>{row.verdict}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Differences({ compared }: { compared: SideBySide }) {
  const groups = differenceGroups(compared);
  return (
    <section className={classes.part}>
      <h3>Differences</h3>
      {groups.length === 0 ? (
        <p>Nothing that was looked at differs.</p>
      ) : (
        <table className={classes.table} aria-label="What the two runs differ in">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">What</span>
              </th>
              <th scope="col">
                <KeyText value={compared.from} limit={18} />
              </th>
              <th scope="col">
                <KeyText value={compared.to} limit={18} />
              </th>
            </tr>
          </thead>
          {groups.map(({ title, rows }) => (
            <tbody key={title}>
              <tr>
                <th scope="rowgroup" colSpan={3}>
                  <b>{title}</b>
                </th>
              </tr>
              {rows.map(({ name, from, to }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{engineWords(from)}</td>
                  <td>
                    <b>{engineWords(to)}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
      <p className={classes.quiet} style={{ marginTop: 8 }}>
        {sameWords(compared.same)}
      </p>
    </section>
  );
}
