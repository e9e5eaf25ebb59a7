/** Every colour and font that a figure uses, as CSS values. */
export interface PlotTheme {
  text: string;
  muted: string;
  faint: string;
  line: string;
  lineStrong: string;
  /** What lies below the figure. */
  surface: string;
  accent: string;
  accept: string;
  review: string;
  reject: string;
  mono: string;
  /** Of versions in order of creation; begins again after the last. */
  versions: readonly string[];
}

/** CSS variables: for a place that defines them, as the window and the report do. */
export const variableTheme: PlotTheme = {
  text: 'var(--text)',
  muted: 'var(--text-2)',
  faint: 'var(--text-3)',
  line: 'var(--line)',
  lineStrong: 'var(--line-strong)',
  surface: 'var(--surface)',
  accent: 'var(--accent)',
  accept: 'var(--accept)',
  review: 'var(--review)',
  reject: 'var(--reject)',
  mono: 'var(--mono)',
  versions: Array.from({ length: 7 }, (_, place) => `var(--version-${place + 1})`),
};

/** Values on light ground: for files, which any program may show. */
export const lightTheme: PlotTheme = {
  text: '#1b1b18',
  muted: '#5a5a53',
  faint: '#6c6c65',
  line: '#e3e3de',
  lineStrong: '#d2d2cb',
  surface: '#ffffff',
  accent: '#4a48d4',
  accept: '#0a7468',
  review: '#8a5800',
  reject: '#9a4346',
  mono: 'ui-monospace, monospace',
  versions: ['#7f7f77', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'],
};

/** The same on dark ground. */
export const darkTheme: PlotTheme = {
  text: '#ecece6',
  muted: '#aaaaa1',
  faint: '#93938a',
  line: '#30302c',
  lineStrong: '#44443e',
  surface: '#1b1b19',
  accent: '#9794ff',
  accept: '#4cc9b9',
  review: '#e0b05a',
  reject: '#dd918f',
  mono: 'ui-monospace, monospace',
  versions: ['#93938b', '#56b4e9', '#f0894d', '#3cc99b', '#e3a3c8', '#8fd0f5', '#f2c14e'],
};

/** Light colour -> dark colour. */
function pairs(): [string, string][] {
  const plain = Object.entries(lightTheme).flatMap(([name, light]) => {
    const dark = Object.entries(darkTheme).find(([other]) => other === name)?.[1];
    return typeof light === 'string' && typeof dark === 'string' && light.startsWith('#')
      ? [[light, dark] as [string, string]]
      : [];
  });
  const versions = lightTheme.versions.map((light, place): [string, string] => [
    light,
    darkTheme.versions[place] ?? light,
  ]);
  return [...plain, ...versions];
}

/** CSS that gives a figure of `lightTheme` its dark colours where the reader's system is dark. Attributes give way to CSS. */
export function darkRules(): string {
  const rules = pairs().flatMap(([light, dark]) =>
    ['fill', 'stroke', 'color'].map((name) => `[${name}="${light}"]{${name}:${dark}}`),
  );
  return `@media (prefers-color-scheme:dark){${rules.join('')}}`;
}

/** Version id -> colour, from all versions in order of creation: the same in every chart, for ever. */
export function versionColours(
  versions: readonly { version: string; createdAt: string }[],
  { versions: colours, faint }: Pick<PlotTheme, 'versions' | 'faint'>,
): Map<string, string> {
  const ordered = versions.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  return new Map(
    ordered.map(({ version }, place) => [version, colours[place % colours.length] ?? faint]),
  );
}
