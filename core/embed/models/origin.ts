const HUB = 'Hugging Face ';

/** Where a model that was downloaded came from, in words: `Hugging Face owner/name, commit 1a2b3c4d`. */
export function hubOrigin(repo: string, commit: string): string {
  return `${HUB}${repo}, commit ${commit.slice(0, 8)}`;
}

/** The Hugging Face id in an origin, or null where the model came from elsewhere. */
export function repoOf(origin: string): string | null {
  return /^Hugging Face ([\w./-]+), commit/.exec(origin)?.[1] ?? null;
}
