import { type ErrorCode, PlumblineError } from '#core/contract/errors.ts';

/** Why a run of a session failed. */
export type FailureKind = 'device-lost' | 'out-of-memory' | 'unknown-token' | 'other';

/** onnxruntime, Dawn and the drivers tell it in their message only. */
const SIGNS: readonly [Exclude<FailureKind, 'other'>, RegExp][] = [
  [
    'device-lost',
    /device\W{0,3}(is |was |has been )?(lost|removed|hung)|device_(lost|removed|hung)/i,
  ],
  [
    'out-of-memory',
    /out[ _]of[ _](device[ _]|host[ _])?memory|failed to allocate|allocation failed|bad[ _]alloc|larger than the max|exceeds the max/i,
  ],
  ['unknown-token', /out of data bounds|ind(ex|ices) (is |are )?out of (range|bounds)/i],
];

/** Sorts a failed run by what can be done about it. */
export function failureKind(cause: unknown): FailureKind {
  const message = textOf(cause);
  return SIGNS.find(([, sign]) => sign.test(message))?.[0] ?? 'other';
}

/** A failure's message without the places in the source that onnxruntime puts before it. */
export function messageOf(cause: unknown): string {
  return textOf(cause)
    .replace(/^Load model from .*? failed:/s, '')
    .replace(/^\S+\.(cc|h):\d+ .*?(?= [A-Z][a-z]+ [a-z])/s, '')
    .trim()
    .slice(0, 300);
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

const AGAIN = 'Add the model again from its source.';

interface Explanation {
  sign: RegExp;
  code: ErrorCode;
  /** Goes on after the model's name; `$1` is the first group that the sign found. */
  says: string;
  remedy: string;
}

const OPENING: readonly Explanation[] = [
  {
    sign: /protobuf parsing failed|pointer is null|does not have a graph/i,
    code: 'DAMAGED',
    says: 'cannot be read: its weights are cut off or are not an ONNX file.',
    remedy: AGAIN,
  },
  {
    sign: /external data/i,
    code: 'DAMAGED',
    says: 'cannot be read: a part of the weights is missing or cut off.',
    remedy: 'Add it again with all its .onnx_data files.',
  },
  {
    sign: /file doesn't exist|no such file/i,
    code: 'NOT_FOUND',
    says: 'cannot be read: its weights are not there.',
    remedy: AGAIN,
  },
  {
    sign: /No Op registered for (\S+)|([\w.]+:\w+)\(-?\d+\) is not a registered|find an implementation for (\S+)/i,
    code: 'BAD_INPUT',
    says: 'uses the operator $1, which onnxruntime does not know on this device.',
    remedy: 'Choose another dtype or device, or another export of the model.',
  },
  {
    sign: /opset|IR version/i,
    code: 'BAD_INPUT',
    says: 'was exported for a newer onnxruntime than this one.',
    remedy: 'Export it with an older opset, or update Plumbline.',
  },
  {
    sign: /WebGPU adapter/i,
    code: 'BAD_INPUT',
    says: 'cannot run on the GPU: this machine has none that WebGPU can use.',
    remedy: 'Choose the device cpu, or install a driver with Vulkan, Metal or Direct3D 12.',
  },
];

/** What a failed opening of a model's file means to its user. */
export function openingError(cause: unknown, model: string): PlumblineError {
  const text = textOf(cause);
  for (const { sign, code, says, remedy } of OPENING) {
    const found = sign.exec(text);
    if (found === null) continue;
    const detail = found.slice(1).find((group) => group !== undefined) ?? '';
    const message = `${model} ${says.replace('$1', detail)}`;
    return new PlumblineError(code, message, { remedy }, { cause });
  }
  return runError(cause, model, 'opened');
}

/** What a failed run means to its user. */
export function runError(cause: unknown, model: string, done = 'run'): PlumblineError {
  if (cause instanceof PlumblineError) return cause;
  const told = (code: ErrorCode, message: string, remedy: string) =>
    new PlumblineError(code, message, { remedy }, { cause });
  switch (failureKind(cause)) {
    case 'out-of-memory':
      return told(
        'BAD_INPUT',
        `There is not enough memory to run ${model}.`,
        'Close other programs, or choose a smaller model or the dtype int8.',
      );
    case 'unknown-token':
      return told(
        'DAMAGED',
        `The tokenizer does not belong to these weights: ${model} knows fewer tokens, or shorter texts, than it is given.`,
        'Add the model again with the tokenizer that it was trained with.',
      );
    default:
      return told('DAMAGED', `${model} could not be ${done}: ${messageOf(cause)}`, AGAIN);
  }
}

/** A model whose numbers are not finite. */
export function notFiniteError(model: string): PlumblineError {
  return new PlumblineError('DAMAGED', `${model} gives vectors that are not finite numbers.`, {
    remedy:
      'Its weights are damaged or do not suit this dtype: add it again or choose another dtype.',
  });
}
