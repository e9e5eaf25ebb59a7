import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle } from './window-bounds.ts';

const primary: Rectangle = { x: 0, y: 24, width: 1920, height: 1056 };
const left: Rectangle = { x: -1280, y: 0, width: 1280, height: 1024 };

describe('placeWindow', () => {
  it('starts in the middle of the primary display', () => {
    expect(placeWindow(null, [primary])).toEqual({ x: 240, y: 102, width: 1440, height: 900 });
  });

  it('keeps what was remembered', () => {
    const bounds = { x: 100, y: 100, width: 1200, height: 800 };
    expect(placeWindow(bounds, [primary, left])).toEqual(bounds);
  });

  it('goes back to the second display', () => {
    const bounds = { x: -1200, y: 50, width: 1100, height: 700 };
    expect(placeWindow(bounds, [primary, left])).toEqual(bounds);
  });

  it('comes back to the middle when that display is gone', () => {
    expect(placeWindow({ x: -1200, y: 50, width: 1100, height: 700 }, [primary])).toEqual(
      placeWindow(null, [primary]),
    );
  });

  it('is moved and shrunk into its display', () => {
    expect(placeWindow({ x: 1500, y: 900, width: 3000, height: 700 }, [primary])).toEqual({
      x: 0,
      y: 380,
      width: 1920,
      height: 700,
    });
  });

  it('takes the whole of a display that is smaller than the smallest window', () => {
    const small: Rectangle = { x: 0, y: 0, width: 800, height: 480 };
    expect(placeWindow(null, [small])).toEqual(small);
  });

  it('always lies inside one display', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 5000 });
    const anywhere = fc.record({ x: number, y: number, width: size, height: size });
    fc.assert(
      fc.property(anywhere, (remembered) => {
        const placed = placeWindow(remembered, [primary, left]);
        expect([primary, left].some((area) => contains(area, placed))).toBe(true);
      }),
    );
  });
});

function contains(area: Rectangle, window: Rectangle): boolean {
  return (
    window.x >= area.x &&
    window.y >= area.y &&
    window.x + window.width <= area.x + area.width &&
    window.y + window.height <= area.y + area.height
  );
}
