import { PlumblineError } from '#core/contract/errors.ts';
import type {
  Device,
  DeviceChoice,
  DeviceReport,
  Dtype,
  DtypeChoice,
} from '#core/contract/models.ts';
import { deviceLabel, fastest } from './judge-devices.ts';

export interface WantedDevice {
  device: DeviceChoice;
  dtype: DtypeChoice;
}

/** Where and how a model is run. */
export interface DeviceDecision {
  device: Device;
  dtype: Dtype;
  /** In words, for the user. */
  reason: string;
  /** The wish could not be granted; `reason` says why. */
  instead: boolean;
}

/**
 * What to run a model on, of what was measured. `auto` takes the fastest that gives the right vectors and never a GPU
 * that is imitated on the CPU; what the user names is granted unless it is not there or its vectors are wrong, and then
 * it is the CPU.
 *
 * @throws PlumblineError BAD_INPUT where the model runs on nothing.
 */
export function chooseDevice(
  reports: readonly DeviceReport[],
  wanted: WantedDevice,
): DeviceDecision {
  const usable = reports.filter((report) => report.usable);
  const wished = fastest(usable.filter((report) => grants(report, wanted)));
  if (wished !== undefined) {
    const { device, dtype, chosen } = wished;
    const reason = chosen ? wished.reason : `As you chose. ${wished.reason}`;
    return { device, dtype, reason, instead: false };
  }
  const onCpu = usable.filter(({ device }) => device === 'cpu');
  const sameDtype = onCpu.filter(({ dtype }) => dtype === wanted.dtype);
  const other = fastest(sameDtype) ?? fastest(onCpu);
  const why = whyNot(reports, wanted);
  if (other === undefined) throw nowhere(reports);
  const { device, dtype } = other;
  return {
    device,
    dtype,
    reason: `${why} Using ${deviceLabel(device, dtype)} instead.`,
    instead: true,
  };
}

function grants(report: DeviceReport, { device, dtype }: WantedDevice): boolean {
  const byDevice = device === 'auto' ? !report.software : report.device === device;
  return byDevice && (dtype === 'auto' || report.dtype === dtype);
}

/** What is wrong with what was wished for. */
function whyNot(reports: readonly DeviceReport[], { device, dtype }: WantedDevice): string {
  const wished = reports.filter(
    (report) =>
      (device === 'auto' || report.device === device) &&
      (dtype === 'auto' || report.dtype === dtype),
  );
  const [first] = wished;
  if (first !== undefined)
    return `${capital(deviceLabel(first.device, first.dtype))}: ${first.reason}`;
  const there = reports.some((report) => device === 'auto' || report.device === device);
  if (there) return `The model has no weights in ${dtype}.`;
  return device === 'webgpu'
    ? 'This machine has no GPU that can be used.'
    : 'The CPU was not measured.';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nowhere(reports: readonly DeviceReport[]): PlumblineError {
  const places = reports.map((one) => `${deviceLabel(one.device, one.dtype)}: ${one.reason}`);
  return new PlumblineError(
    'BAD_INPUT',
    `The model runs on nothing here. ${capital(places.join(' '))}`.trim(),
    {
      remedy: 'Add the model again from its source, or choose another one.',
    },
  );
}
