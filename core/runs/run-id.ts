const PATTERN = /^r(\d{8})-([1-9]\d{0,8})$/;

/** Whether a text is a run's id, `r<UTC yyyymmdd>-<n>`. */
export function isRunId(text: string): boolean {
  return PATTERN.test(text);
}

/** The first free id of a day: one more than the highest number that day has seen. */
export function nextRunId(now: Date, taken: readonly string[]): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const numbers = taken.flatMap((id) => {
    const match = PATTERN.exec(id);
    return match?.[1] === day ? [Number(match[2])] : [];
  });
  return `r${day}-${Math.max(0, ...numbers) + 1}`;
}

/** Orders ids newest first. */
export function compareRunsNewestFirst(a: string, b: string): number {
  const [x, y] = [PATTERN.exec(a), PATTERN.exec(b)];
  if (!x || !y || x[1] !== y[1]) return a < b ? 1 : -1;
  return Number(y[2]) - Number(x[2]);
}
