import { Button } from '@mantine/core';
import { useState } from 'react';
import classes from './panel.module.css';

const SHOWN = 6;

interface Props {
  latest: string;
  /** Versions that were latest before, last first. */
  targets: readonly string[];
  onSubmit(version: string): void;
}

/** Which version to go back to: it is checked and loaded once before it takes over. */
export function RollbackForm({ latest, targets, onSubmit }: Props) {
  const [target, setTarget] = useState(targets[0] ?? '');
  return (
    <form
      className={classes.options}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(target);
      }}
    >
      <fieldset className={classes.choice}>
        <legend>
          Go back from <code>{latest}</code> to
        </legend>
        {targets.slice(0, SHOWN).map((version) => (
          <label key={version}>
            <input
              type="radio"
              name="target"
              value={version}
              checked={version === target}
              onChange={() => setTarget(version)}
              {...(version === target && { 'data-autofocus': true })}
            />
            <code>{version}</code>
          </label>
        ))}
      </fieldset>
      <p className={classes.about}>
        Every file of it is checked, and it is loaded once, before it becomes latest.
      </p>
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={target === ''}>
          Roll back to {target}
        </Button>
      </div>
    </form>
  );
}
