import { describe, expect, it } from 'vitest';
import { createInterrupt } from './interrupt.ts';

function pressAt(...times: number[]) {
  const exits: number[] = [];
  let time = 0;
  const interrupt = createInterrupt(
    () => time,
    (code) => exits.push(code),
  );
  for (const at of times) {
    time = at;
    interrupt.receive();
  }
  return { exits, aborted: interrupt.signal.aborted };
}

describe('createInterrupt', () => {
  it('aborts at the first press', () => {
    expect(pressAt()).toEqual({ exits: [], aborted: false });
    expect(pressAt(0)).toEqual({ exits: [], aborted: true });
  });

  it('takes echoes of one press for one press', () => {
    expect(pressAt(0, 1, 80, 500)).toEqual({ exits: [], aborted: true });
  });

  it('exits at the second press', () => {
    expect(pressAt(0, 501)).toEqual({ exits: [130], aborted: true });
  });
});
