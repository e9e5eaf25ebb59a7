import { describe, expect, it } from 'vitest';
import type { GateRule } from '#core/contract/metrics.ts';
import type { PromotionEvent } from '#core/contract/versions.ts';
import type { StoredVersion } from './manifest-file.ts';
import { promoteDecision, rollbackDecision } from './promote-decision.ts';
import { settledEvents } from './settled-events.ts';
import { newManifest } from './testing.ts';

const rule = (pass: boolean): GateRule => ({
  rule: 'top1',
  title: 'Top-1 accuracy',
  value: 0.7,
  bound: 0.8,
  pass,
  reason: pass ? '0.85 is at least 0.80.' : '0.70 is below 0.80.',
});

function stored(gate: GateRule[], id = 'v20261120-2'): StoredVersion {
  const manifest = { schema: 1 as const, version: id, ...newManifest, gate, files: {} };
  return { id, folder: `/w/versions/${id}`, manifest, damage: null };
}

const damaged: StoredVersion = { id: 'v20261120-2', folder: '/w', manifest: null, damage: 'gone' };

describe('promoteDecision', () => {
  it('lets a version pass that passes every rule', () => {
    expect(promoteDecision(stored([rule(true), rule(true)]), 'v20261120-1').kind).toBe('promote');
    expect(promoteDecision(stored([rule(true)]), null, 'wanted')).toEqual({
      kind: 'promote',
      reason: 'wanted',
    });
  });

  it('refuses one that fails a rule, naming the rule', () => {
    expect(() => promoteDecision(stored([rule(true), rule(false)]), null)).toThrow(
      expect.objectContaining({
        code: 'GATE_REFUSED',
        message: expect.stringContaining('0.70 is below 0.80'),
      }),
    );
  });

  it('refuses one that was not measured', () => {
    expect(() => promoteDecision(stored([]), null)).toThrow(
      expect.objectContaining({
        code: 'GATE_REFUSED',
        message: expect.stringContaining('not measured'),
      }),
    );
  });

  it.each([[[]], [[rule(false)]]])('records the reason of an override', (gate) => {
    expect(promoteDecision(stored(gate), null, ' needed today ')).toEqual({
      kind: 'override',
      reason: 'needed today',
    });
    expect(() => promoteDecision(stored(gate), null, '   ')).toThrow('refuses');
  });

  it('refuses a damaged one and the latest one, whatever the reason', () => {
    const code = (wanted: string) => expect.objectContaining({ code: wanted });
    expect(() => promoteDecision(damaged, null, 'please')).toThrow(code('DAMAGED'));
    expect(() => promoteDecision(stored([rule(true)]), 'v20261120-2')).toThrow(code('BAD_INPUT'));
  });
});

const event = (from: string | null, to: string): PromotionEvent => ({
  at: '2026-11-20T10:00:00.000Z',
  from,
  to,
  kind: 'promote',
  reason: 'r',
});

describe('rollbackDecision', () => {
  const history = [event(null, 'v20261120-2'), event('v20261120-2', 'v20261120-3')];

  it('goes back to what was latest before', () => {
    expect(rollbackDecision(stored([rule(false)]), 'v20261120-3', history).kind).toBe('rollback');
  });

  it('is no way around the gate', () => {
    const never = stored([rule(false)], 'v20261120-1');
    expect(() => rollbackDecision(never, 'v20261120-3', history)).toThrow('never been latest');
    expect(() => rollbackDecision(stored([]), 'v20261120-2', history)).toThrow('latest already');
    expect(() => rollbackDecision(damaged, 'v20261120-3', history)).toThrow('damaged');
  });
});

describe('settledEvents', () => {
  const first = event(null, 'v1');
  const second = event('v1', 'v2');
  it.each<[string, PromotionEvent[], string | null, number]>([
    ['no event', [], null, 0],
    ['an event and its change', [first], 'v1', 1],
    ['a first event without its change', [first], null, 0],
    ['a later event without its change', [first, second], 'v1', 1],
    ['a latest that was changed by hand', [first, second], 'v9', 2],
    ['a latest that was removed by hand', [first, second], null, 2],
  ])('%s', (_, events, latest, count) => {
    expect(settledEvents(events, latest)).toEqual(events.slice(0, count));
  });
});
