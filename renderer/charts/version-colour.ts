import { versionColours as coloursOf, variableTheme } from '#core/plots/theme.ts';

/** Version id -> colour of the window's tokens. */
export const versionColours = (
  versions: readonly { version: string; createdAt: string }[],
): Map<string, string> => coloursOf(versions, variableTheme);
