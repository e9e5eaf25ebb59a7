import * as Plot from '@observablehq/plot';
import { type Drawing, type DrawOptions, drawFigure, titled } from './figure.ts';

/** How long one stage of a run took. */
export interface StageTime {
  title: string;
  seconds: number;
  /** The time in words, beside the bar: "8.5 s". */
  words: string;
}

const ROW = 22;

/** Seconds of each stage as bars in their order, each with its time. Null where no stage has ended. */
export function drawStageTimes(stages: readonly StageTime[], options: DrawOptions): Drawing | null {
  if (stages.length === 0) return null;
  const { theme } = options;
  const most = Math.max(...stages.map(({ seconds }) => seconds));
  return drawFigure(options, {
    height: stages.length * ROW + 8,
    ...{ marginLeft: 76, marginRight: 76, marginTop: 4, marginBottom: 4 },
    x: { axis: null, domain: [0, Math.max(most, 0.1)] },
    y: {
      type: 'band',
      domain: stages.map(({ title }) => title),
      padding: 0.35,
      label: null,
      tickSize: 0,
    },
    marks: [
      Plot.ruleX([0], { stroke: theme.lineStrong }),
      Plot.barX(stages, {
        x: 'seconds',
        y: 'title',
        fill: theme.accent,
        fillOpacity: 0.75,
        ...titled<StageTime>(options, ({ title, words }) => `${title}: ${words}`),
      }),
      Plot.text(stages, {
        x: 'seconds',
        y: 'title',
        text: 'words',
        textAnchor: 'start',
        dx: 6,
        fill: theme.muted,
      }),
    ],
  });
}
