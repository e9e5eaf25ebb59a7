import { PlumblineError } from '#core/contract/errors.ts';
import type { Answer, Refusal } from './rest.ts';

/** What was answered. Throws BAD_INPUT where MLflow refused; `doing` says what was tried: "make the run". */
export function granted(answer: Answer, doing: string): unknown {
  if (answer.refusal === null) return answer.body;
  throw refused(answer.refusal, doing);
}

/** MLflow answers, and does not do what one run needs; others may fare better. */
export class Refused extends PlumblineError {
  constructor({ code, message }: Refusal, doing: string) {
    super('BAD_INPUT', `MLflow does not ${doing}: ${message || code}`, {
      remedy: 'Look at what it says, mend that, and push again: it goes on where it broke off.',
    });
  }
}

export const refused = (refusal: Refusal, doing: string) => new Refused(refusal, doing);

/** Whether MLflow says that there is no such thing. */
export function isMissing({ code, status }: Refusal): boolean {
  return code === 'RESOURCE_DOES_NOT_EXIST' || status === 404;
}

export const isThere = ({ code }: Refusal): boolean => code === 'RESOURCE_ALREADY_EXISTS';
