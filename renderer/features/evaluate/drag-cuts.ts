import type { Drawing } from '#core/plots/figure.ts';

/** A line of a chart that can be dragged sideways. */
export interface DragLine {
  name: string;
  /** Where it stands, in the x scale's units. */
  at: number;
  /** Called on the way with where the pointer is, in the x scale's units. */
  onDrag(value: number): void;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels on either side of a line that take hold of it. */
const REACH = 7;

/**
 * Lays an invisible handle over each line. A drag goes on where the chart is drawn anew under the pointer: the window
 * is listened to, and the scale is the one at the beginning. For the keyboard there is the rail.
 */
export function makeDraggable(drawing: Drawing, lines: readonly DragLine[]): Drawing {
  const svg = drawing instanceof SVGSVGElement ? drawing : drawing.querySelector('svg');
  const scale = drawing.scale('x');
  if (!svg || !scale?.invert) return drawing;
  const { invert } = scale;
  for (const { name, at, onDrag } of lines) {
    const handle = document.createElementNS(SVG, 'rect');
    handle.setAttribute('x', `${scale.apply(at) - REACH}`);
    handle.setAttribute('width', `${2 * REACH}`);
    handle.setAttribute('height', '100%');
    handle.setAttribute('fill', 'transparent');
    handle.setAttribute('data-drag', name);
    handle.style.cursor = 'ew-resize';
    handle.style.touchAction = 'none';
    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      // Plot would pin its tip.
      event.stopPropagation();
      const { left } = svg.getBoundingClientRect();
      followPointer((clientX) => onDrag(invert(clientX - left)));
    });
    svg.append(handle);
  }
  return drawing;
}

function followPointer(onMove: (clientX: number) => void): void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener('pointermove', ({ clientX }) => onMove(clientX), { signal });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    window.addEventListener(end, () => stop.abort(), { signal });
  }
}
