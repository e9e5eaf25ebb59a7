export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 960, height: 600 } as const;
const USUAL = { width: 1440, height: 900 } as const;

/** Of the title bar at least this much must stay within reach, in pixels. */
const VISIBLE = 80;

/**
 * Where to put the window: as remembered, moved and shrunk into the display that it overlaps most;
 * in the middle of the first display where nothing is remembered or that display is gone.
 * `workAreas`: of each display, the primary one first; at least one.
 */
export function placeWindow(
  remembered: Rectangle | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle {
  const area = remembered === null ? null : displayOf(remembered, workAreas);
  return remembered === null || area === null ? centred(workAreas[0]) : fitInto(remembered, area);
}

function displayOf(window: Rectangle, areas: readonly Rectangle[]): Rectangle | null {
  const seen = areas
    .map((area) => ({ area, ...overlap(window, area) }))
    .filter(({ width, height }) => width >= VISIBLE && height >= VISIBLE)
    .sort((a, b) => b.width * b.height - a.width * a.height);
  return seen[0]?.area ?? null;
}

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return { width, height };
}

function centred(area: Rectangle): Rectangle {
  const size = sizeWithin(USUAL, area);
  return {
    x: Math.round(area.x + (area.width - size.width) / 2),
    y: Math.round(area.y + (area.height - size.height) / 2),
    ...size,
  };
}

function fitInto(window: Rectangle, area: Rectangle): Rectangle {
  const size = sizeWithin(window, area);
  return {
    x: between(window.x, area.x, area.x + area.width - size.width),
    y: between(window.y, area.y, area.y + area.height - size.height),
    ...size,
  };
}

/** The display's size is the limit, even where it is smaller than the smallest window. */
function sizeWithin(
  size: { width: number; height: number },
  area: Rectangle,
): { width: number; height: number } {
  return {
    width: Math.min(Math.max(size.width, SMALLEST.width), area.width),
    height: Math.min(Math.max(size.height, SMALLEST.height), area.height),
  };
}

function between(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
