import { describe, expect, it } from 'vitest';
import { type AuditSummary, auditSummary, type Drawn } from './audit.ts';
import { stoppingHint } from './stopping.ts';

const accepted = (yes: number, no: number): Drawn[] =>
  Array.from({ length: yes + no }, (_, n) => ({
    ...{ band: 'accept', asked: true, verdict: n < yes ? 'yes' : 'no' },
  }));
const audit = (yes: number, no: number): AuditSummary => auditSummary(accepted(yes, no), 0.95);
const recent = (same: number, other: number) => [
  ...Array.from({ length: other }, () => false),
  ...Array.from({ length: same }, () => true),
];

describe('the hint', () => {
  it.each<[string, boolean[], AuditSummary, boolean, RegExp]>([
    ['nothing known', [], audit(0, 0), false, /^Go on: no pair of the random audit/],
    [
      'nothing accepted',
      [],
      auditSummary([{ band: 'review', asked: true, verdict: 'yes' }], 0.95),
      false,
      /^Go on: none of the 1 audited/,
    ],
    ['too few', recent(50, 0), audit(30, 0), false, /^Go on: 100 % of 30 .* About \d+ more audit/],
    ['broken', recent(50, 0), audit(30, 20), false, /^Train now: 60 % of 50/],
    ['kept, nothing chosen', [], audit(90, 0), false, /Chosen pairs still teach: no chosen pair/],
    ['kept, still unsure', recent(30, 20), audit(90, 0), false, /the same in 60 %/],
    ['kept, too few chosen', recent(19, 0), audit(90, 0), false, /the same in 100 %/],
    ['kept and taught', recent(46, 4), audit(90, 0), true, /^Enough for now/],
    ['only the last fifty count', recent(50, 90), audit(90, 0), true, /^Enough for now/],
  ])('%s', (_, agreed, summary, stop, words) => {
    const hint = stoppingHint(agreed, summary);
    expect(hint).toMatchObject({ stop, words: expect.stringMatching(words) });
    expect(hint.moreNeeded).toBe(summary.moreNeeded);
  });

  it('gives no share of nothing', () => {
    expect(stoppingHint([], audit(0, 0)).recentAgreement).toBeNull();
    expect(stoppingHint(recent(1, 3), audit(0, 0)).recentAgreement).toBe(0.25);
  });
});
