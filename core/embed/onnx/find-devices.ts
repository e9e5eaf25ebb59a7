import { arch, cpus, platform, release } from 'node:os';
import { env, Tensor } from 'onnxruntime-node';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FoundDevice } from '#core/contract/models.ts';
import {
  type AdapterDescription,
  type AdapterFacts,
  describeAdapter,
} from '#core/embed/devices/describe-adapter.ts';
import { readAdapterFacts } from './adapter-facts.ts';
import { openSession } from './session.ts';
import { hasVulkanLoader } from './vulkan-loader.ts';

export interface DevicesHere {
  /** The CPU, then the GPU. */
  found: FoundDevice[];
  /** Machine, driver and runtime: what was measured on another one says nothing about this one. */
  machine: string;
}

export interface FindOptions {
  intraOpThreads: number;
  /** In tests: what the operating system tells, and a GPU that works or throws. */
  facts?: AdapterFacts;
  tryGpu?: () => Promise<void>;
}

/**
 * What models can run on here. The GPU counts as available when a tiny graph gives the right numbers on it. Takes up to
 * a second: ask once and keep the answer.
 */
export async function findDevices({
  intraOpThreads,
  facts = readAdapterFacts(),
  tryGpu = addOnGpu,
}: FindOptions): Promise<DevicesHere> {
  const cpu = cpuHere(intraOpThreads);
  const adapter = describeAdapter(facts);
  const failure = await failureOf(tryGpu);
  const driver = failure === null ? `${adapter.name}, ${adapter.driver}` : 'no GPU';
  const system = `${platform()} ${arch()} ${release()}`;
  return {
    found: [cpu, gpuFound(adapter, failure)],
    machine: [cpu.name, system, driver, `onnxruntime ${env.versions.node ?? 'unknown'}`].join(
      ' · ',
    ),
  };
}

function cpuHere(intraOpThreads: number): FoundDevice {
  const model = cpus()[0]?.model.trim() || 'CPU';
  const threads = `${intraOpThreads} ${intraOpThreads === 1 ? 'thread' : 'threads'}`;
  return {
    device: 'cpu',
    name: `${model}, ${threads}`,
    available: true,
    software: false,
    detail: 'Always there.',
  };
}

function gpuFound(adapter: AdapterDescription, failure: string | null): FoundDevice {
  if (failure !== null) {
    return { device: 'webgpu', name: 'GPU', available: false, software: false, detail: failure };
  }
  const { name, software, driver } = adapter;
  const detail = software
    ? 'Works, but is only imitated on the CPU: never chosen by itself.'
    : `Works; driver: ${driver}.`;
  return { device: 'webgpu', name, available: true, software, detail };
}

async function failureOf(tryGpu: () => Promise<void>): Promise<string | null> {
  try {
    await tryGpu();
    return null;
  } catch (cause) {
    if (cause instanceof PlumblineError) return cause.message;
    return `The GPU does not work: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** An ONNX graph c [2] = a [2] + b [2] in float32. */
const SUM =
  'CAg6SAoOCgFhCgFiEgFjIgNBZGQSA3N1bVoPCgFhEgoKCAgBEgQKAggCWg8KAWISCgoICAESBAoCCAJiDwoBYxIKCggIARIECgIIAkIECgAQDQ==';

async function addOnGpu(): Promise<void> {
  if (!hasVulkanLoader()) {
    const message = 'WebGPU needs Vulkan, and its library libvulkan.so.1 is not installed.';
    throw new PlumblineError('BAD_INPUT', message, {
      remedy: "Install your distribution's Vulkan loader and the driver of your GPU.",
    });
  }
  const options = { device: 'webgpu', intraOpThreads: 1 } as const;
  const session = await openSession(Buffer.from(SUM, 'base64'), 'A model', options);
  try {
    const vector = (...numbers: number[]) => new Tensor('float32', Float32Array.from(numbers), [2]);
    const { data } = await session.run({ a: vector(1, 2), b: vector(30, 40) }, 'c');
    if (data[0] !== 31 || data[1] !== 42) throw new Error('it adds wrongly.');
  } finally {
    await session.close();
  }
}
