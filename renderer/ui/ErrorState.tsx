import { IconAlertSquareRounded } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { describeFailure, describePlace, type Failure } from '#renderer/api/failure.ts';
import { CopyButton } from './CopyButton.tsx';
import classes from './ErrorState.module.css';
import { engineWords } from './format.ts';

interface Props {
  failure: Failure;
  /** Further buttons: try again, choose another file. */
  actions?: ReactNode;
}

const SHOWN_PLACES = 8;

/** What happened, where, and what to do next. */
export function ErrorState({ failure, actions }: Props) {
  const place = describePlace(failure);
  const places = failure.places ?? [];
  return (
    <div className={classes.root} role="alert">
      <IconAlertSquareRounded className={classes.icon} size={18} aria-hidden="true" />
      <div className={classes.body}>
        {place && <p className={classes.place}>{place}</p>}
        <p className={classes.message}>{engineWords(failure.message)}</p>
        {failure.remedy && <p className={classes.remedy}>{engineWords(failure.remedy)}</p>}
        {places.length > 0 && <Places places={places} />}
        <div className={classes.actions}>
          {actions}
          <CopyButton text={() => describeFailure(failure)} label="Copy details" size="xs" />
        </div>
      </div>
    </div>
  );
}

function Places({ places }: { places: { line: number; text: string }[] }) {
  const hidden = places.length - SHOWN_PLACES;
  return (
    <ol className={classes.places} aria-label="Lines with this fault">
      {places.slice(0, SHOWN_PLACES).map(({ line, text }) => (
        <li key={`${line} ${text}`}>
          <span className={classes.line}>{line}</span>
          <span className={classes.code}>{text}</span>
        </li>
      ))}
      {hidden > 0 && <li className={classes.more}>{hidden} more in the details</li>}
    </ol>
  );
}
