import type { Size } from './growth.ts';

const TITLE = 'Search, opening and memory from a thousand terms to a million';
const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 150;
const TOP = 16;
const BOTTOM = 40;

interface Line {
  name: string;
  colour: string;
  unit: string;
  of(size: Size): number;
}

const LINES: readonly Line[] = [
  { name: 'search, p95', unit: 'ms', colour: '#0072b2', of: ({ served }) => served.p95 },
  { name: 'opening', unit: 'ms', colour: '#d55e00', of: ({ served }) => served.openMs },
  { name: 'memory', unit: 'MiB', colour: '#009e73', of: ({ served }) => served.after / 2 ** 20 },
];

/** How time and memory grow with the number of terms, both axes logarithmic, as an SVG. */
export function growthPlot(sizes: readonly Size[]): string {
  const terms = sizes.map((size) => size.terms);
  const values = LINES.flatMap((line) => sizes.map(line.of));
  const x = scale(Math.min(...terms), Math.max(...terms), LEFT, WIDTH - RIGHT);
  const y = scale(1, Math.max(...values) * 1.2, HEIGHT - BOTTOM, TOP);
  const parts = [
    ...grid(x, y, terms, Math.max(...values)),
    ...LINES.map((line) => drawn(line, sizes, x, y)),
  ];
  const style = 'font: 12px Inter, system-ui, sans-serif; background: white';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" style="${style}">\n<title>${TITLE}</title>\n${parts.join('\n')}\n</svg>\n`;
}

type Scale = (value: number) => number;

function scale(low: number, high: number, from: number, to: number): Scale {
  return (value) => from + (Math.log(value / low) / Math.log(high / low)) * (to - from);
}

function grid(x: Scale, y: Scale, terms: readonly number[], most: number): string[] {
  const powers = [1, 10, 100, 1000, 10_000, 100_000].filter((power) => power <= most * 1.2);
  const across = powers.map(
    (power) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(power))}" y2="${at(y(power))}" stroke="#e4e4e4"/>` +
      `<text x="${LEFT - 8}" y="${at(y(power) + 4)}" text-anchor="end" fill="#666">${power.toLocaleString('en-US')}</text>`,
  );
  const ticks = terms.map(
    (count) =>
      `<text x="${at(x(count))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#666">${short(count)}</text>`,
  );
  const title = `<text x="${at((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 6}" text-anchor="middle" fill="#333">terms</text>`;
  return [...across, ...ticks, title];
}

function drawn(
  { name, unit, colour, of }: Line,
  sizes: readonly Size[],
  x: Scale,
  y: Scale,
): string {
  const points = sizes.map((size) => [at(x(size.terms)), at(y(Math.max(1, of(size))))] as const);
  const [lastX = '0', lastY = '0'] = points.at(-1) ?? [];
  const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`);
  const last = sizes.at(-1);
  const label = `${name} ${last ? Math.round(of(last)).toLocaleString('en-US') : ''} ${unit}`;
  return (
    `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.map((point) => point.join(',')).join(' ')}"/>` +
    dots.join('') +
    `<text x="${Number(lastX) + 8}" y="${Number(lastY) + 4}" fill="${colour}">${label}</text>`
  );
}

const at = (value: number): string => value.toFixed(1);
const short = (count: number): string =>
  count >= 1_000_000 ? `${count / 1_000_000}M` : `${Math.round(count / 1000)}k`;
