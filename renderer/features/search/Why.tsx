import { IconAlertTriangle, IconArrowsSplit2, IconCheck } from '@tabler/icons-react';
import type { Explanation, SearchHit, SearchRequest } from '#core/contract/index.ts';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { engineWords } from '#renderer/ui/format.ts';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import {
  fusedPlaces,
  otherVersion,
  piecesByGroup,
  rivalWords,
  unscoredWords,
  whyHeading,
} from './explain-view.ts';
import classes from './Inspector.module.css';
import { useExplanation } from './use-explanation.ts';
import { Waterfall } from './Waterfall.tsx';

interface Props {
  request: SearchRequest;
  hit: SearchHit;
  /** Its place among the results, from 1. */
  place: number;
  /** Somebody stays with this hit. */
  rested: boolean;
}

/** The evidence for a hit, what comes next to it, and what other versions say. */
export function Why({ request, hit, place, rested }: Props) {
  const { data: explanation, error } = useExplanation(request, hit.key, rested);
  return (
    <section className={classes.part}>
      <h3>{whyHeading(hit, place)}</h3>
      <Evidence hit={hit} explanation={explanation} inCanonical={request.in} />
      <div className={classes.beside}>
        {!explanation && !error && <SkeletonLines count={2} height={22} />}
        {error && !isUnreachable(error) && (
          <p className={classes.failure}>{engineWords(toFailure(error).message)}</p>
        )}
        {explanation && <Beside explanation={explanation} />}
      </div>
    </section>
  );
}

interface EvidenceProps {
  hit: SearchHit;
  explanation: Explanation | undefined;
  inCanonical: string | undefined;
}

function Evidence({ hit, explanation, inCanonical }: EvidenceProps) {
  // The answer has the groups already; only what they are made of comes with the explanation.
  const groups = hit.contributions.length > 0 ? hit.contributions : explanation?.hit.contributions;
  if (hit.probability !== null) {
    return groups && groups.length > 0 ? (
      <Waterfall
        contributions={groups}
        probability={hit.probability}
        {...(explanation && { pieces: piecesByGroup(explanation.evidence) })}
      />
    ) : null;
  }
  const places = fusedPlaces(explanation?.evidence ?? []);
  return (
    <>
      <p className={classes.dim}>{unscoredWords(inCanonical)}</p>
      {places.length > 0 && (
        <dl className={classes.places}>
          {places.map(({ leg, place }) => (
            <div key={leg}>
              <dt>{leg}</dt>
              <dd>{place}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

const MARKS = { agrees: IconCheck, differs: IconArrowsSplit2, failed: IconAlertTriangle };

function Beside({ explanation }: { explanation: Explanation }) {
  const { runnerUp, margin, rank, others, hit } = explanation;
  const rival = rivalWords(runnerUp, margin, rank);
  return (
    <>
      {rival && (
        <p className={classes.rival} title={rival.name}>
          {rival.label} <b>{rival.name}</b> {rival.at}
        </p>
      )}
      {others.length > 0 && (
        <ul className={classes.others} aria-label="Other versions">
          {others.map((other) => {
            const { version, mark, words } = otherVersion(other, { key: hit.key, rank });
            const Mark = MARKS[mark];
            return (
              <li key={version} data-mark={mark}>
                <Mark size={14} stroke={2} aria-hidden="true" />
                <span>
                  <code>{version}</code> {words}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
