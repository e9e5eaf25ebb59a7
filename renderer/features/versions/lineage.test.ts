import { describe, expect, it } from 'vitest';
import { type Descent, laneCount, lineageRows } from './lineage.ts';

function made(version: string, parent: string | null = null): Descent {
  return { version, parent, imported: null };
}

describe('lineageRows', () => {
  it('draws one line where each version follows the one before', () => {
    const rows = lineageRows([made('v3', 'v2'), made('v2', 'v1'), made('v1')]);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 0]);
    expect(rows.map(({ above }) => above)).toEqual([[], [0], [0]]);
    expect(rows.map(({ below }) => below)).toEqual([
      [{ from: 0, to: 0 }],
      [{ from: 0, to: 0 }],
      [],
    ]);
    expect(laneCount(rows)).toBe(1);
  });

  it('lets a branch join the lane that waits for the same parent', () => {
    const rows = lineageRows([made('v3', 'v1'), made('v2', 'v1'), made('v1')]);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(rows[1]?.below).toEqual([
      { from: 0, to: 0 },
      { from: 1, to: 0 },
    ]);
    expect(laneCount(rows)).toBe(2);
  });

  it('stays at the left where two lanes meet', () => {
    const rows = lineageRows([made('v4', 'v2'), made('v3', 'v1'), made('v2', 'v1'), made('v1')]);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 1, 0, 0]);
    expect(rows[2]?.below).toEqual([
      { from: 0, to: 0 },
      { from: 1, to: 0 },
    ]);
  });

  it('needs no more lanes for many branches of one parent', () => {
    const many = Array.from({ length: 50 }, (_, index) => made(`b${index}`, 'v1'));
    expect(laneCount(lineageRows([...many, made('v1')]))).toBe(2);
  });

  it('shows a gap where the parent is gone, and none where there never was one', () => {
    const rows = lineageRows([made('v3', 'v2'), made('v1')]);
    expect(rows.map(({ gap }) => gap)).toEqual([true, false]);
    expect(rows[0]?.below).toEqual([]);
  });

  it('draws nothing to a parent that is listed above its child', () => {
    const rows = lineageRows([made('v2'), made('v1', 'v2')]);
    expect(rows.every(({ below, gap }) => below.length === 0 && !gap)).toBe(true);
  });

  it('reads the parent of an imported version by the names of its origin', () => {
    const brought = (version: string, origin: string, parent: string | null): Descent => ({
      version,
      parent,
      imported: { version: origin },
    });
    const rows = lineageRows([brought('v9', 'v2', 'v1'), brought('v8', 'v1', null), made('v1')]);
    expect(rows[0]?.below).toEqual([{ from: 0, to: 0 }]);
    expect(rows[1]?.above).toEqual([0]);
    expect(rows[2]?.above).toEqual([]);
    // v1 of this workspace is another than the v1 that the imported one was made from.
    expect(lineageRows([brought('v9', 'v2', 'v1'), made('v1')])[0]?.gap).toBe(true);
  });
});
