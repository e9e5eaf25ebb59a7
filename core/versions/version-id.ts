const PATTERN = /^v(\d{8})-([1-9]\d{0,8})$/;

/** Whether a text is a version's id, `v<UTC yyyymmdd>-<n>`; nothing else may become a path. */
export function isVersionId(text: string): boolean {
  return PATTERN.test(text);
}

/** The first free id of a day: one more than the highest number that day has seen. */
export function nextVersionId(now: Date, taken: readonly string[]): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const numbers = taken.flatMap((id) => {
    const parts = partsOf(id);
    return parts?.day === day ? [parts.number] : [];
  });
  return `v${day}-${Math.max(0, ...numbers) + 1}`;
}

/** Orders ids newest first. */
export function compareNewestFirst(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (!x || !y || x.day !== y.day) return a < b ? 1 : -1;
  return y.number - x.number;
}

/** Midnight UTC of the day in an id, ISO 8601: all that is known of a version without its manifest. */
export function dayOf(id: string): string {
  const day = partsOf(id)?.day ?? '19700101';
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00.000Z`;
}

function partsOf(id: string): { day: string; number: number } | null {
  const match = PATTERN.exec(id);
  return match ? { day: match[1] ?? '', number: Number(match[2]) } : null;
}
