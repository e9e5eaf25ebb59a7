import type { RunMode } from '#core/contract/index.ts';
import classes from './ModeChoice.module.css';
import { MODES } from './train-view.ts';

interface Props {
  value: RunMode;
  disabled: boolean;
  onChange(mode: RunMode): void;
}

export function ModeChoice({ value, disabled, onChange }: Props) {
  return (
    <fieldset className={classes.modes} disabled={disabled}>
      <legend className="visually-hidden">Mode</legend>
      {MODES.map(({ mode, title, sentence }) => (
        <label key={mode} className={classes.mode} data-chosen={mode === value || undefined}>
          <input
            type="radio"
            name="mode"
            value={mode}
            checked={mode === value}
            onChange={() => onChange(mode)}
          />
          <span className={classes.text}>
            <b>{title}</b>
            <span>{sentence}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
