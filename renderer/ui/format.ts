export {
  formatCount,
  formatDifference,
  formatMetric,
  formatPercent,
  formatProbability,
  formatQuantity,
  formatUncertainty,
} from '#core/plots/format.ts';

/** Between thousands, and between a number and its unit: no line breaks there. Inter draws the narrower space so thin that 1 016 reads as 1016. */
const SPACE = '\u00a0';

/** Bytes in decimal units: `796 kB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  const scaled = bytes / 1000 ** step;
  return `${scaled >= 10 || step === 0 ? Math.round(scaled) : scaled.toFixed(1)}${SPACE}${units[step]}`;
}

/** A duration that is readable at its size: `0.4 s`, `14 s`, `2 min 05 s`, `1 h 12 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)}${SPACE}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${SPACE}s`;
  if (whole < 3600) {
    return `${Math.floor(whole / 60)}${SPACE}min ${pad(whole % 60)}${SPACE}s`;
  }
  return `${Math.floor(whole / 3600)}${SPACE}h ${pad(Math.floor((whole % 3600) / 60))}${SPACE}min`;
}

/** How long ago, in the largest unit that fits: `now`, `5 min`, `3 h`, `2 d`. */
export function formatAgo(at: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000);
  if (seconds < 60) return 'now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${SPACE}min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${SPACE}h`;
  return `${Math.floor(seconds / 86_400)}${SPACE}d`;
}

/** A date and time to the minute, as this machine writes them. */
export function formatMoment(at: string): string {
  return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

const TAIL = 6;

/** A long id as what may be cut off at its end, and the end that stays; a short one is not split. Whole characters only. */
export function splitForCut(text: string): [head: string, tail: string] {
  const characters = Array.from(text);
  if (characters.length <= 2 * TAIL) return [text, ''];
  return [characters.slice(0, -TAIL).join(''), characters.slice(-TAIL).join('')];
}

/** The engine's words as the window writes numbers: its narrow space between thousands becomes ours. */
export function engineWords(text: string): string {
  return text.replace(/(?<=\d)\u202f(?=[\d%])/g, SPACE);
}

function pad(value: number): string {
  return value.toString().padStart(2, '0');
}
