import { Kbd } from '#renderer/ui/Kbd.tsx';
import classes from './VersionsScreen.module.css';

const HINTS: [string, string][] = [
  ['Space', 'mark to compare'],
  ['Enter', 'details'],
  ['P', 'promote'],
  ['E', 'export'],
  ['Del', 'delete'],
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
