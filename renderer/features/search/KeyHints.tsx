import { Kbd } from '#renderer/ui/Kbd.tsx';
import classes from './SearchScreen.module.css';

const HINTS: [string, string][] = [
  ['Y', 'right'],
  ['N', 'wrong'],
  ['U', 'undo'],
  ['Enter', 'why'],
  ['/', 'search box'],
];

export function KeyHints() {
  return (
    <p className={classes.hints}>
      {HINTS.map(([key, meaning]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {meaning}
        </span>
      ))}
    </p>
  );
}
