import type { ScanReport, SearchHit, SearchResponse } from '#core/contract/index.ts';
import { formatCount, formatProbability } from '#renderer/ui/format.ts';

/** `6 of 1 016 in 9 ms`. */
export function summarise({ results, entries, milliseconds }: SearchResponse): string {
  const time = formatCount(Math.max(1, milliseconds));
  return `${formatCount(results.length)} of ${formatCount(entries)} in ${time} ms`;
}

/** How sure it is that nothing nearer was missed: in a word, and why. */
export function scanWords({ exact, recall }: ScanReport): { label: string; why: string } {
  if (exact) {
    return {
      label: 'exact',
      why: 'Every vector was compared with yours: nothing nearer was left out.',
    };
  }
  const share =
    recall === null
      ? ''
      : ` On a sample it found ${Math.round(recall * 100)} of 100 of the true ten nearest.`;
  return {
    label: recall === null ? 'approximate' : `approximate, recall ${shortShare(recall)}`,
    why: `The vectors of this version are larger than the memory set aside for them, so an index chose which to compare.${share} More memory or more effort in Settings finds more.`,
  };
}

/** Two digits, and never a 1 that is not one. */
function shortShare(share: number): string {
  return share >= 0.995 && share < 1 ? '>0.99' : share.toFixed(2);
}

/** For screen readers: where in the list one stands. `2 of 12: Web Developers, 0.61, review` */
export function positionWords(results: readonly SearchHit[], index: number): string {
  const hit = results[index];
  if (!hit) return '';
  const facts = [
    `${index + 1} of ${formatCount(results.length)}: ${hit.name}`,
    hit.probability === null ? '' : formatProbability(hit.probability),
    hit.band ?? '',
    hit.judged === null ? '' : `judged ${hit.judged === 'yes' ? 'right' : 'wrong'}`,
  ];
  return facts.filter(Boolean).join(', ');
}

const LONGEST_PAUSE = 120;

/** Milliseconds without a key after which a search is worth starting: none while answers come faster than keys. */
export function typingPause(lastMilliseconds: number | undefined): number {
  if (lastMilliseconds === undefined || lastMilliseconds <= 25) return 0;
  return Math.min(LONGEST_PAUSE, Math.round(lastMilliseconds / 2));
}
