import type { Device, DeviceReport, Dtype } from '#core/contract/models.ts';
import { disagreement } from './agreement.ts';

/** What was measured of one way to run a model. */
export interface MeasuredDevice
  extends Pick<
    DeviceReport,
    'device' | 'dtype' | 'name' | 'software' | 'textsPerSecond' | 'agreement' | 'sameTop10'
  > {
  /** In words: why it could not run; null where it could. */
  failure: string | null;
}

/** A GPU has to be that much faster than the CPU: its memory is scarce and its drivers fail. */
const WORTH_A_GPU = 1.1;

/** Says of every way to run a model whether it may be used, which one `auto` takes, and why. */
export function judgeDevices(measured: readonly MeasuredDevice[]): DeviceReport[] {
  const judged = measured.map((one) => ({ one, flaw: flawOf(one) }));
  const sound = judged.filter(({ flaw }) => flaw === null).map(({ one }) => one);
  const best = fastest(sound.filter(({ software }) => !software));
  return judged.map(({ one, flaw }) => {
    const { failure: _, ...report } = one;
    const chosen = one === best;
    return { ...report, usable: flaw === null, chosen, reason: flaw ?? reasonFor(one, best) };
  });
}

/** Of those that are sound: the fastest on the CPU, or on the GPU where that is clearly faster. */
export function fastest<T extends Pick<DeviceReport, 'device' | 'textsPerSecond'>>(
  reports: readonly T[],
): T | undefined {
  const worth = (report: T) => rate(report) / (report.device === 'cpu' ? 1 : WORTH_A_GPU);
  return reports.toSorted((a, b) => worth(b) - worth(a))[0];
}

const rate = ({ textsPerSecond }: Pick<DeviceReport, 'textsPerSecond'>) => textsPerSecond ?? 0;

function flawOf(one: MeasuredDevice): string | null {
  const { failure, device, dtype, textsPerSecond, agreement, sameTop10 } = one;
  if (failure !== null) return `Could not run: ${failure}`;
  if (textsPerSecond === null) return 'It was not measured.';
  if (agreement !== null) return disagreement(dtype, { meanCosine: agreement, sameTop10 });
  return device === 'cpu' ? null : 'There was nothing on the CPU to compare its vectors with.';
}

function reasonFor(one: MeasuredDevice, best: MeasuredDevice | undefined): string {
  if (one === best) return `The fastest with the right vectors: ${perSecond(one)}.`;
  if (one.software) return 'Imitated on the CPU, so it is never chosen by itself.';
  if (best === undefined) return 'Gives the right vectors.';
  const against = `${perSecond(one)} against ${count(rate(best))}`;
  const slower = rate(one) < rate(best);
  return `${slower ? 'Slower' : 'Not clearly faster'} than ${labelBeside(best, one)}: ${against}.`;
}

const DEVICE_NAMES: Readonly<Record<Device, string>> = { cpu: 'the CPU', webgpu: 'the GPU' };

/** "the CPU with int8" */
export function deviceLabel(device: Device, dtype: Dtype): string {
  return `${DEVICE_NAMES[device]} with ${dtype}`;
}

/** Only what tells the two apart: "the CPU", "int8", or both. */
function labelBeside(best: MeasuredDevice, one: MeasuredDevice): string {
  if (best.device === one.device) return best.dtype;
  return best.dtype === one.dtype
    ? DEVICE_NAMES[best.device]
    : deviceLabel(best.device, best.dtype);
}

const perSecond = (one: MeasuredDevice) => `${count(rate(one))} texts/s`;

const NARROW_NO_BREAK_SPACE = '\u202f';

/** Three figures: a measurement is no more exact. */
function count(value: number): string {
  const rounded = value < 10 ? value.toFixed(1) : String(Math.round(Number(value.toPrecision(3))));
  return rounded.replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK_SPACE);
}
