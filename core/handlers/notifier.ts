import { PlumblineError } from '#core/contract/errors.ts';
import type { Notification } from '#core/contract/runs.ts';
import type { Manifest } from '#core/contract/versions.ts';
import type { RunJob } from '#core/jobs/job-events.ts';
import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import { appendNotification } from '#core/notify/notification-log.ts';
import { type SendDeps, sendNotification } from '#core/notify/send-notification.ts';
import { isRunId } from '#core/runs/run-id.ts';
import type { VersionReader } from '#core/versions/version-store.ts';
import type { WorkspaceWriter } from '#core/workspace/open-workspace.ts';
import { readSecret } from '#core/workspace/secrets.ts';
import { turns } from './turns.ts';

/** Tells the configured service which version is latest, one promotion after another. */
export interface Notifier {
  /** Tells it behind, where one is configured: never throws, and what is still being told of before is given up. */
  announce(version: string): void;
  /** Tells it and says how that went. Throws NO_VERSION, DAMAGED, and BAD_INPUT where none is configured. */
  tell(version: string): Promise<Notification>;
  /** What is on its way may arrive, for a few seconds; nothing is tried again. */
  close(): Promise<void>;
}

export interface NotifierDeps extends Pick<SendDeps, 'http' | 'clock' | 'sha256' | 'hmac'> {
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  writer: WorkspaceWriter;
  versions: Pick<VersionReader, 'read'>;
}

const GRACE_MS = 3000;

export function notifier(deps: NotifierDeps): Notifier {
  const inTurn = turns();
  const closing = new AbortController();
  let newest = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  /** `stop` ends the trying; `cut` the attempt that runs. */
  function send(
    version: string,
    stop: AbortSignal,
    cut: AbortSignal,
  ): Promise<Notification | null> {
    const sent = inTurn(() => notify(version, deps, { stop, cut }));
    last = sent.catch(() => undefined);
    return sent;
  }

  const cutOff = new AbortController();
  return {
    announce(version) {
      newest.abort(stopped('A later promotion is told instead.'));
      newest = new AbortController();
      const stop = AbortSignal.any([newest.signal, closing.signal]);
      send(version, stop, cutOff.signal).catch(() => undefined); // nothing of it may hold a promotion up
    },
    async tell(version) {
      const sent = await send(version, closing.signal, cutOff.signal);
      if (sent) return sent;
      throw new PlumblineError('BAD_INPUT', 'No service is configured that could be told.', {
        remedy: 'Set its address: plumbline settings WORKSPACE notifyUrl=http://…',
      });
    },
    async close() {
      closing.abort(stopped('The workspace was closed, so it is not tried again.'));
      const arrived = new AbortController();
      const late = deps.pause(GRACE_MS, arrived.signal).then(
        () => cutOff.abort(),
        () => undefined, // it arrived in time
      );
      await last;
      arrived.abort();
      await late;
    },
  };
}

const stopped = (message: string) => new PlumblineError('CANCELLED', message);

/** Sends one notification and keeps how it went; null where no service is configured. */
async function notify(
  version: string,
  deps: NotifierDeps,
  { stop, cut }: { stop: AbortSignal; cut: AbortSignal },
): Promise<Notification | null> {
  const { writer, clock } = deps;
  const { name: workspace, settings } = await writer.about();
  const { notifyUrl: url, reachPublic } = settings;
  if (url === null) return null;
  const { manifest, damage } = await deps.versions.read(version);
  if (!manifest) throw new PlumblineError('DAMAGED', `Version ${version} is damaged: ${damage}.`);
  const random = seededRandom(deriveSeed(clock.now().getTime(), version));
  const pause = (milliseconds: number) => pauseUnless(stop, milliseconds, deps);
  const message = { url, workspace, manifest, reachPublic };
  const sent = await sign(deps, message, (secret) =>
    sendNotification({ ...message, secret }, { ...deps, pause, random, signal: cut }),
  );
  await appendNotification(writer.files, await logFolder(writer, manifest), sent);
  return sent;
}

/** Nothing is sent unsigned because the secret cannot be read. */
async function sign(
  { writer: { files, layout }, clock }: NotifierDeps,
  { url, manifest: { version } }: { url: string; manifest: Manifest },
  send: (secret: string | null) => Promise<Notification>,
): Promise<Notification> {
  try {
    return await send(await readSecret(files, layout, 'notify'));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const at = clock.now().toISOString();
    return { at, version, url, ok: false, status: null, attempts: 0, seconds: 0, words };
  }
}

async function pauseUnless(
  stop: AbortSignal,
  milliseconds: number,
  { pause }: NotifierDeps,
): Promise<void> {
  try {
    stop.throwIfAborted();
    await pause(milliseconds, stop);
  } catch (error) {
    throw stop.aborted ? stop.reason : error;
  }
}

/** Its run's, where that was recorded here; the workspace's for a version that came from elsewhere. */
async function logFolder({ files, layout }: WorkspaceWriter, manifest: Manifest): Promise<string> {
  const { run, imported } = manifest;
  const folder = files.join(layout.runs, run);
  const here = imported === null && isRunId(run) && (await files.isFolder(folder));
  return here ? folder : layout.folder;
}

/** Jobs whose promotions are announced when they have ended. */
export function announcingRunner(run: RunJob, { announce }: Pick<Notifier, 'announce'>): RunJob {
  return async (kind, request, emit, signal, pause) => {
    const result = await run(kind, request, emit, signal, pause);
    const { version, promoted } = result.train ?? {};
    if (promoted && version) announce(version);
    return result;
  };
}
