import { type ReactNode, useId } from 'react';
import classes from './Switch.module.css';

interface Props {
  label: string;
  checked: boolean;
  disabled?: boolean;
  /** What the choice means, or why it cannot be made. */
  hint?: ReactNode;
  onChange(checked: boolean): void;
}

/** Something that is on or off at once, with what that means below it. */
export function Switch({ label, checked, disabled = false, hint, onChange }: Props) {
  const id = useId();
  return (
    <div className={classes.root}>
      <label className={classes.label}>
        <input
          type="checkbox"
          role="switch"
          aria-checked={checked}
          aria-describedby={hint ? id : undefined}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={id} className={classes.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
