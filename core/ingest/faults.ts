import { PlumblineError } from '#core/contract/errors.ts';
import { counted } from './words.ts';

/** Something that stops an import: what is wrong at which line (from 1), and what the user can do. */
export interface Fault {
  line: number;
  /** A whole sentence. */
  text: string;
  /** A whole sentence. */
  remedy: string;
}

/** After so many faults reading stops: more would not help to mend the file. */
const MAX_FAULTS = 20;

/** Collects a file's faults, so that all are told at once and nothing is half-imported. */
export interface FaultList {
  add(fault: Fault): void;
  /** No more will be kept; stop reading. */
  readonly full: boolean;
  readonly any: boolean;
  /** Throws BAD_INPUT at the first fault's line, with the others in `places`. */
  throwIfAny(): void;
}

/** BAD_INPUT for one fault of a file. */
export function badInput(file: string, fault: Fault): PlumblineError {
  return new PlumblineError('BAD_INPUT', fault.text, {
    file,
    line: fault.line,
    remedy: fault.remedy,
  });
}

function badInputs(file: string, first: Fault, further: readonly Fault[]): PlumblineError {
  if (further.length === 0) return badInput(file, first);
  const more = further.length + 1 < MAX_FAULTS ? '' : 'at least ';
  const text = `${first.text} There ${further.length === 1 ? 'is' : 'are'} ${more}${counted(further.length, 'more fault')} in this file.`;
  return new PlumblineError('BAD_INPUT', text, {
    file,
    line: first.line,
    remedy: first.remedy,
    places: further.map(({ line, text: place }) => ({ line, text: place })),
  });
}

/** An empty list of the faults of one file. */
export function faultList(file: string): FaultList {
  const faults: Fault[] = [];
  return {
    add(fault) {
      if (faults.length < MAX_FAULTS) faults.push(fault);
    },
    get full() {
      return faults.length >= MAX_FAULTS;
    },
    get any() {
      return faults.length > 0;
    },
    throwIfAny() {
      const [first, ...further] = faults.toSorted((a, b) => a.line - b.line);
      if (first) throw badInputs(file, first, further);
    },
  };
}
