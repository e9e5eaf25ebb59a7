import type { Interval } from '#core/contract/common.ts';

/** 29017 -> "29 017". */
export function count(value: number): string {
  const whole = Math.round(value).toString();
  return whole.replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** A share or metric to three digits; "–" where there is none. */
export function metric(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '–' : value.toFixed(3);
}

/** "[0.457, 0.499]", the 95 % interval. */
export function interval(value: Interval | null): string {
  return value === null ? '' : `[${metric(value.lower)}, ${metric(value.upper)}]`;
}

/** 0.1234 -> "12 %". */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Seconds as a person says them: "0.4 s", "12 s", "3 min 5 s", "1 h 2 min". */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in powers of 1000: "340 B", "1.2 MB". */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = value < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${power === 0 ? scaled : scaled.toFixed(1)} ${units[power]}`;
}
