/** What a version says about where it came from. */
export interface Descent {
  version: string;
  parent: string | null;
  /** Its id in the workspace that it came from; null where it was made here. */
  imported: { version: string } | null;
}

/** A line across the lower half of a row, between two lanes. */
export interface LineageLine {
  from: number;
  to: number;
}

/** A row of the graph at the left of the list. */
export interface LineageRow {
  version: string;
  /** Where its point stands, from 0 at the left. */
  lane: number;
  /** Lanes whose line comes in from above; they run straight down to the middle. */
  above: number[];
  below: LineageLine[];
  /** What it was made from is not here any more. */
  gap: boolean;
}

/**
 * The lines from each version to the one that it was made from; `versions` newest first. A lane waits for one parent,
 * and whoever else has the same parent joins it, so that there are never more lanes than open branches.
 */
export function lineageRows(versions: readonly Descent[]): LineageRow[] {
  const places = new Map(versions.map(({ version }, place) => [version, place]));
  const parents = versions.map((version) => parentHere(version, versions));
  const lanes: (string | null)[] = [];
  return versions.map((version, place) => {
    const above = occupied(lanes);
    const lane = laneFor(version.version, lanes);
    const parent = parents[place] ?? null;
    const isBelow = parent !== null && (places.get(parent) ?? -1) > place;
    const joined = isBelow ? lanes.indexOf(parent) : -1;
    lanes[lane] = isBelow ? parent : null;
    // Of two that wait for the same parent, the one further right bends over to the other.
    const bend = joined < 0 ? null : { from: Math.max(lane, joined), to: Math.min(lane, joined) };
    if (bend) lanes[bend.from] = null;
    const below = occupied(lanes).map((at) => ({ from: at, to: at }));
    if (bend) below.push(bend);
    const gap = version.parent !== null && parent === null;
    return { version: version.version, lane, above, below, gap };
  });
}

/** How many lanes the widest row needs. */
export function laneCount(rows: readonly LineageRow[]): number {
  const used = rows.flatMap(({ lane, above, below }) => [
    lane,
    ...above,
    ...below.map((l) => l.to),
  ]);
  return 1 + Math.max(0, ...used);
}

/** The parent as it is called here. Ids are given anew in each workspace: an imported version means one of its own origin. */
function parentHere({ parent, imported }: Descent, versions: readonly Descent[]): string | null {
  if (parent === null) return null;
  const found = imported
    ? versions.find((other) => other.imported?.version === parent)
    : versions.find((other) => other.version === parent);
  return found?.version ?? null;
}

function laneFor(version: string, lanes: readonly (string | null)[]): number {
  const waiting = lanes.indexOf(version);
  if (waiting >= 0) return waiting;
  const free = lanes.indexOf(null);
  return free >= 0 ? free : lanes.length;
}

function occupied(lanes: readonly (string | null)[]): number[] {
  return lanes.flatMap((parent, lane) => (parent === null ? [] : [lane]));
}
