import { Kbd } from '#renderer/ui/Kbd.tsx';
import classes from './Pair.module.css';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  shortcut: string;
  /** Weighs less than the others. */
  quiet?: boolean;
}

interface Props<Value extends string> {
  choices: readonly Choice<Value>[];
  disabled: boolean;
  onChoose(value: Value): void;
}

/** The answers to a pair, each with its key. Yes and no look alike: a coloured one would invite. */
export function Choices<Value extends string>({ choices, disabled, onChoose }: Props<Value>) {
  return (
    <div className={classes.choices}>
      {choices.map(({ value, label, shortcut, quiet }) => (
        <button
          key={value}
          type="button"
          className={classes.choice}
          data-value={value}
          data-quiet={quiet || undefined}
          disabled={disabled}
          onClick={() => onChoose(value)}
        >
          {label} <Kbd>{shortcut}</Kbd>
        </button>
      ))}
    </div>
  );
}
