import classes from './Kbd.module.css';

export function Kbd({ children }: { children: string }) {
  return <kbd className={classes.kbd}>{children}</kbd>;
}

/** `Ctrl K`, or `⌘ K` on a Mac. */
export function modKey(): string {
  return /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl';
}
