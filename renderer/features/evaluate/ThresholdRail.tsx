import { type PointerEvent, useRef } from 'react';
import { formatMetric } from '#renderer/ui/format.ts';
import classes from './ThresholdRail.module.css';
import { nearestStop, pressed, type ThresholdName } from './threshold-steps.ts';
import type { Thresholds } from './what-if.ts';

interface Props {
  thresholds: Thresholds;
  /** Where thresholds may stand, rising. */
  stops: readonly number[];
  onMove(which: ThresholdName, to: number | null): void;
}

/** Beyond the end of the rail by this share of it: no threshold at all. */
const BEYOND = 0.015;

/** All probabilities from 0 to 1 with the three bands on them; the two thresholds are dragged, or moved by arrow keys. */
export function ThresholdRail({ thresholds, stops, onMove }: Props) {
  const rail = useRef<HTMLDivElement>(null);
  const { accept, reject } = thresholds;
  const at = { accept: accept ?? 1, reject: reject ?? 0 };
  const drag = (which: ThresholdName, { clientX }: PointerEvent) => {
    const box = rail.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const share = (clientX - box.left) / box.width;
    const beyond = which === 'accept' ? share > 1 + BEYOND : share < -BEYOND;
    onMove(which, beyond ? null : nearestStop(stops, share));
  };
  return (
    <div className={classes.root}>
      <div ref={rail} className={classes.rail}>
        <span className={classes.zone} data-band="reject" style={between(0, at.reject)} />
        <span className={classes.zone} data-band="review" style={between(at.reject, at.accept)} />
        <span className={classes.zone} data-band="accept" style={between(at.accept, 1)} />
        {(['reject', 'accept'] as const).map((which) => (
          <Thumb
            key={which}
            which={which}
            value={thresholds[which]}
            stops={stops}
            onDrag={(event) => drag(which, event)}
            onMove={(to) => onMove(which, to)}
          />
        ))}
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>0</span>
        <span>probability</span>
        <span>1</span>
      </div>
    </div>
  );
}

interface ThumbProps {
  which: ThresholdName;
  value: number | null;
  stops: readonly number[];
  onDrag(event: PointerEvent): void;
  onMove(to: number | null): void;
}

const NAMES = { accept: 'Accept from', reject: 'Reject below' } as const;

function Thumb({ which, value, stops, onDrag, onMove }: ThumbProps) {
  const place = value ?? (which === 'accept' ? 1 : 0);
  const shown = thresholdLabel(which, value);
  return (
    <div
      className={classes.thumb}
      data-band={which}
      // Towards the ends the label would leave the rail.
      data-side={place > 0.85 ? 'left' : place < 0.15 ? 'right' : undefined}
      style={{ left: `${place * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={NAMES[which]}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={place}
      aria-valuetext={value === null ? 'none' : formatMetric(value)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event);
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const to = pressed(stops, which, value, event);
        if (to === undefined) return;
        event.preventDefault();
        onMove(to);
      }}
    >
      <span className={classes.label}>{shown}</span>
    </div>
  );
}

/** `accept ≥ 0.912`; in words where nothing is accepted or rejected. */
function thresholdLabel(which: ThresholdName, value: number | null): string {
  if (value === null) return `${which} none`;
  return which === 'accept' ? `accept ≥ ${formatMetric(value)}` : `reject < ${formatMetric(value)}`;
}

function between(from: number, to: number) {
  return { left: `${from * 100}%`, width: `${Math.max(0, to - from) * 100}%` };
}
