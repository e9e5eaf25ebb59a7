const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] };

export type Style = keyof typeof CODES;

/** Wraps a text in ANSI colour, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

/** Colours where the stream is a terminal and nobody asked for none (https://no-color.org). */
export function mayColor(
  isTty: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTty && env.TERM !== 'dumb';
}

/** The painter for a stream. */
export function painter(color: boolean): Paint {
  return (style, text) => {
    const [on, off] = CODES[style];
    return color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}
