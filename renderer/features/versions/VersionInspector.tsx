import type { ReactNode } from 'react';
import type { PromotionEvent, VersionSummary } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { formatRoute } from '#renderer/app/route.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { engineWords, formatBytes, formatCount, formatPercent } from '#renderer/ui/format.ts';
import { IntervalNumber } from '#renderer/ui/IntervalNumber.tsx';
import { CopyableKey } from '#renderer/ui/KeyText.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { DamageNotice } from './DamageNotice.tsx';
import { FactList } from './FactList.tsx';
import { FileList } from './FileList.tsx';
import { GateRules } from './GateRules.tsx';
import classes from './Inspector.module.css';
import { dataFacts, lineageFacts, manifestFacts } from './manifest-view.ts';
import { PromotionList } from './PromotionList.tsx';
import { useManifest } from './use-versions.ts';
import { VersionActions } from './VersionActions.tsx';
import type { RowData } from './VersionRow.tsx';

interface Props {
  row: RowData;
  /** Oldest first. */
  history: readonly PromotionEvent[];
  readOnly: boolean;
  deleting: boolean;
  onDeleting(open: boolean): void;
  onRemoved(): void;
}

/** Everything about one version, from what it measures down to its files. */
export function VersionInspector({ row, history, readOnly, ...rest }: Props) {
  const { version, status } = row;
  const damaged = version.status === 'damaged';
  const own = history.filter(({ from, to }) => [from, to].includes(version.version));
  return (
    <div className={classes.inspector}>
      <header className={classes.header}>
        <h2>
          <span className={classes.dot} style={{ background: row.colour }} aria-hidden="true" />
          <CopyableKey value={version.version} />
        </h2>
        <span className={classes.status} data-tone={status.tone} title={status.why}>
          {status.word}
        </span>
        <span className={classes.age}>
          <Ago at={version.createdAt} inWords />
        </span>
      </header>
      {version.embedder && (
        <p className={classes.embedder}>
          {version.embedder}, {formatCount(version.dimensions)} dimensions
        </p>
      )}
      <VersionActions version={version} readOnly={readOnly} {...rest} />
      {damaged && <DamageNotice version={version} readOnly={readOnly} />}
      {version.metrics && <Measures version={version} metrics={version.metrics} />}
      {version.gate.length > 0 && (
        <Section title="The gate">
          <GateRules rules={version.gate} label="Rules of the gate" />
        </Section>
      )}
      {version.learning && (
        <Section title="Learning">
          <p className={classes.words}>{engineWords(version.learning.words)}</p>
        </Section>
      )}
      {!damaged && (
        <Section title="Data">
          <FactList facts={dataFacts(version)} />
        </Section>
      )}
      {!damaged && <Made version={version} orphan={row.lineage.gap} />}
      {own.length > 0 && (
        <Section title="Promotions">
          <PromotionList events={own} label={`Promotions of ${version.version}`} />
        </Section>
      )}
    </div>
  );
}

interface MeasuresProps {
  version: VersionSummary;
  metrics: NonNullable<VersionSummary['metrics']>;
}

function Measures({ version, metrics: { intervals, bands, test } }: MeasuresProps) {
  const address = formatRoute({ screen: 'evaluate', params: { version: version.version } });
  return (
    <Section title="Measures" aside={<a href={address}>Evaluate</a>}>
      <dl className={classes.facts}>
        <Measure name="NDCG@10">
          <IntervalNumber interval={intervals['ndcg@10']} />
        </Measure>
        <Measure name="MRR@10">
          <IntervalNumber interval={intervals['mrr@10']} />
        </Measure>
        <Measure name="Top-1">
          <IntervalNumber interval={intervals.top1} />
        </Measure>
        <Measure name="Accepted">{formatPercent(bands.accept.share)}</Measure>
        {bands.accept.precision && (
          <Measure name="Precision of accepted">
            <IntervalNumber interval={bands.accept.precision} />
          </Measure>
        )}
        <Measure name="Test queries">{formatCount(test.queries)}</Measure>
      </dl>
    </Section>
  );
}

function Measure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where it comes from, and its files. */
function Made({ version, orphan }: { version: VersionSummary; orphan: boolean }) {
  const { data: manifest, error } = useManifest(version.version);
  return (
    <>
      <Section title="Made">
        <FactList
          facts={[...lineageFacts(version, orphan), ...(manifest ? manifestFacts(manifest) : [])]}
        />
      </Section>
      <Section title="Files" aside={formatBytes(version.bytes)}>
        {manifest && <FileList files={manifest.files} />}
        {!manifest && !error && <SkeletonLines count={4} height={24} />}
        {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      </Section>
    </>
  );
}

export function Section(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <header>
        <h3>{props.title}</h3>
        {props.aside && <span className={classes.aside}>{props.aside}</span>}
      </header>
      {props.children}
    </section>
  );
}
