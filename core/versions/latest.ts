import { PlumblineError } from '#core/contract/errors.ts';
import { PromotionEvent } from '#core/contract/versions.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import { damagedVersion, promoteDecision, rollbackDecision } from './promote-decision.ts';
import { settledEvents } from './settled-events.ts';
import { isVersionId } from './version-id.ts';
import type { VersionReader } from './version-store.ts';

/** Where the promoted id and its history lie. */
export interface LatestPlace {
  latest: string;
  promotions: string;
}

export interface LatestReader {
  /** The promoted id, or null. Throws DAMAGED where the file holds something else. */
  latest(): Promise<string | null>;
  /** Changes of latest, oldest first. */
  history(): Promise<PromotionEvent[]>;
}

/** Loads a version's model and index once; throws when it cannot be used. */
export type LoadTest = (folder: string) => Promise<void>;

export interface LatestWriter extends LatestReader {
  /** Makes a version latest if the gate or a reason allows it; throws as promoteDecision does. */
  promote(
    id: string,
    options?: { overrideReason?: string; loadTest?: LoadTest },
  ): Promise<PromotionEvent>;
  /** Goes back to a version that was latest before, after checking its files and loading it once. */
  rollback(id: string, loadTest: LoadTest): Promise<PromotionEvent>;
  /** Cuts off an event whose change a kill prevented; call it when the workspace is opened for writing. */
  repair(): Promise<void>;
}

export function latestReader(files: FileReader, place: LatestPlace): LatestReader {
  const latest = () => readLatest(files, place.latest);
  return {
    latest,
    history: async () => settledEvents(await readEvents(files, place.promotions), await latest()),
  };
}

/**
 * Changes latest. The event is written first, then `latest` is replaced in one step: `latest` is the truth,
 * and a last event that it does not bear out never happened.
 */
export function latestWriter(
  files: Files,
  place: LatestPlace,
  { versions, clock }: { versions: VersionReader; clock: Clock },
): LatestWriter {
  const reader = latestReader(files, place);

  async function change(to: string, verdict: Pick<PromotionEvent, 'kind' | 'reason'>) {
    const from = await reader.latest();
    await repair(files, place, from);
    const event: PromotionEvent = { at: clock.now().toISOString(), from, to, ...verdict };
    await files.append(place.promotions, `${JSON.stringify(event)}\n`);
    await files.writeAtomic(place.latest, `${to}\n`);
    return event;
  }

  async function trust(id: string, loadTest?: LoadTest): Promise<void> {
    const { folder } = await versions.read(id);
    const [problem] = await versions.verify(id);
    if (problem) throw damagedVersion(id, folder, problem);
    await loadTest?.(folder);
  }

  return {
    ...reader,
    async promote(id, { overrideReason, loadTest } = {}) {
      const stored = await versions.read(id);
      const verdict = promoteDecision(stored, await reader.latest(), overrideReason);
      await trust(id, loadTest);
      return change(id, verdict);
    },
    async rollback(id, loadTest) {
      const stored = await versions.read(id);
      const verdict = rollbackDecision(stored, await reader.latest(), await reader.history());
      await trust(id, loadTest);
      return change(id, verdict);
    },
    repair: async () => repair(files, place, await reader.latest()),
  };
}

async function readLatest(files: FileReader, path: string): Promise<string | null> {
  if (!(await files.exists(path))) return null;
  const id = (await files.readText(path)).trim();
  if (id === '') return null;
  if (isVersionId(id)) return id;
  throw new PlumblineError(
    'DAMAGED',
    `latest holds ${JSON.stringify(id.slice(0, 40))}, no version.`,
    {
      file: path,
      remedy: 'Delete the file; then promote the version that you want to use.',
    },
  );
}

/** Unreadable lines are left out: a torn last one never happened, and history is only for reading. */
async function readEvents(files: FileReader, path: string): Promise<PromotionEvent[]> {
  const events: PromotionEvent[] = [];
  if (!(await files.exists(path))) return events;
  for await (const line of files.readLines(path)) {
    const event = parseEvent(line);
    if (event) events.push(event);
  }
  return events;
}

function parseEvent(line: string): PromotionEvent | null {
  try {
    return PromotionEvent.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Rewrites the history without what never happened; the file is small. */
async function repair(files: Files, place: LatestPlace, latest: string | null): Promise<void> {
  if (!(await files.exists(place.promotions))) return;
  const settled = settledEvents(await readEvents(files, place.promotions), latest);
  const text = settled.map((event) => `${JSON.stringify(event)}\n`).join('');
  if (text !== (await files.readText(place.promotions))) {
    await files.writeAtomic(place.promotions, text);
  }
}
