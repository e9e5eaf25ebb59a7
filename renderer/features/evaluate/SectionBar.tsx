import type { EvaluationOverview } from '#core/contract/index.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { formatRoute } from '#renderer/app/route.ts';
import classes from './EvaluateHead.module.css';
import { type Place, placeParams, sectionsOf, withAgainst, withVersion } from './place.ts';
import { VersionPicker } from './VersionPicker.tsx';

interface Props {
  place: Place;
  overview: EvaluationOverview;
}

/** The parts of the screen, and the versions that they are about; it stays in view while they scroll. */
export function SectionBar({ place, overview: { points, selected } }: Props) {
  const go = (next: Place) => navigate('evaluate', placeParams(next));
  const shown = selected ?? '';
  return (
    <div className={classes.bar}>
      <nav className={classes.sections} aria-label="Parts of the evaluation">
        {sectionsOf(place).map(({ id, label }) => (
          <a
            key={id}
            href={formatRoute({
              screen: 'evaluate',
              params: placeParams({ ...place, section: id }),
            })}
            aria-current={id === place.section ? 'page' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      {selected && (
        <VersionPicker
          label="Version"
          points={points}
          value={selected}
          onChoose={(version) => go(withVersion(place, version, shown))}
        />
      )}
      {place.against !== '' && (
        <VersionPicker
          label="against"
          points={points}
          value={place.against}
          without={shown}
          onChoose={(against) => go(withAgainst(place, against))}
        />
      )}
    </div>
  );
}
