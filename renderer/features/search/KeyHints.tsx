import { Kbd } from '#renderer/ui/Kbd.tsx';
import classes from './SearchScreen.module.css';

const JUDGE: [string, string][] = [
  ['Y', 'right'],
  ['N', 'wrong'],
  ['U', 'undo'],
];
const ALWAYS: [string, string][] = [
  ['Enter', 'why'],
  ['L', 'like this one'],
  ['O', 'open'],
  ['/', 'search box'],
];

/** What the keys do in the list. */
export function KeyHints({ canJudge }: { canJudge: boolean }) {
  return (
    <p className={classes.hints}>
      {[...(canJudge ? JUDGE : []), ...ALWAYS].map(([key, meaning]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {meaning}
        </span>
      ))}
    </p>
  );
}
