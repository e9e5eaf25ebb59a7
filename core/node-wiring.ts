import { createHash, createHmac } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineInfo } from '#core/contract/workspace.ts';
import { type DevicesHere, findDevices } from '#core/embed/onnx/find-devices.ts';
import type { OpenScan } from '#core/index/scan-thread.ts';
import type { Clock } from '#core/platform/clock.ts';
import type { NewDigest } from '#core/platform/digest.ts';
import type { Files } from '#core/platform/files.ts';
import type { HttpClient } from '#core/platform/http-client.ts';
import { nodeClock } from '#core/platform/node/node-clock.ts';
import { nodeDigest } from '#core/platform/node/node-digest.ts';
import { nodeFiles } from '#core/platform/node/node-files.ts';
import { nodeHttpClient } from '#core/platform/node/node-http-client.ts';
import type { Timer } from '#core/platform/timer.ts';
import type { FromMatch, ToMatch } from '#core/train/match-messages.ts';
import type { SpawnMatchThread } from '#core/train/match-threads.ts';
import packageFile from '../package.json' with { type: 'json' };
import { builtinModelFolder } from './node-resources.ts';
import { scanThreads } from './node-scan-thread.ts';
import { type BuiltWorkers, spawnWorker } from './node-worker.ts';

/** The adapters of this machine, the same in the engine and in its workers. */
export interface NodeWiring {
  files: Files;
  clock: Clock;
  sha256(content: Uint8Array | string): string;
  /** Hex HMAC-SHA256 (RFC 2104). */
  hmac(secret: string, content: Uint8Array | string): string;
  http: HttpClient;
  digest: NewDigest;
  /** Rejects as soon as the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  timer: Timer;
  intraOpThreads: number;
  /** Scans elsewhere than in the thread that asks; absent where no scan-worker is built. */
  openScan?: OpenScan;
  /** Matches beside the thread that asks; absent where no match-worker is built. */
  spawnMatchThread?: SpawnMatchThread;
  /** Of this machine, in bytes. */
  memoryBytes: number;
  /** What models can run on here; looks once and keeps the answer. */
  devices(): Promise<DevicesHere>;
  /** The folder of the model that ships with the app. */
  builtinFolder: string;
  info: EngineInfo;
}

/** Hyper-threads do not multiply faster, and a search must find a core that is free. */
const MOST_THREADS = 8;

export function nodeWiring({ scan, match }: BuiltWorkers = {}): NodeWiring {
  const cores = cpus().length;
  const intraOpThreads = Math.max(1, Math.min(MOST_THREADS, cores));
  return {
    files: nodeFiles(),
    clock: nodeClock(),
    sha256: (content) => createHash('sha256').update(content).digest('hex'),
    hmac: (secret, content) => createHmac('sha256', secret).update(content).digest('hex'),
    http: nodeHttpClient(),
    digest: nodeDigest,
    pause: async (milliseconds, signal) => void (await pause(milliseconds, null, { signal })),
    timer(milliseconds, work) {
      const timeout = setTimeout(work, milliseconds).unref();
      return () => clearTimeout(timeout);
    },
    intraOpThreads,
    ...(scan && { openScan: scanThreads(scan, intraOpThreads) }),
    ...(match && { spawnMatchThread: () => spawnWorker<ToMatch, FromMatch>(match) }),
    memoryBytes: totalmem(),
    devices: once(() => findDevices({ intraOpThreads })),
    builtinFolder: builtinModelFolder(),
    info: {
      appVersion: packageFile.version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      cores,
      memoryMb: Math.round(totalmem() / 2 ** 20),
      device: `CPU, ${intraOpThreads} ${intraOpThreads === 1 ? 'thread' : 'threads'}`,
      offline: true,
    },
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
