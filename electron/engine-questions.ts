import type { EngineState } from '#core/contract/desktop-bridge.ts';

/** What the user may do when the engine does not run. */
export type EngineAction = 'open-other' | 'open-read-only' | 'try-again' | 'show-logs' | 'quit';

/** A dialog: the first button is the default. */
export interface EngineQuestion {
  readonly message: string;
  readonly detail: string;
  readonly actions: readonly { readonly label: string; readonly action: EngineAction }[];
}

const LABELS: Readonly<Record<EngineAction, string>> = {
  'open-other': 'Open another workspace…',
  'open-read-only': 'Open read-only',
  'try-again': 'Try again',
  'show-logs': 'Show logs',
  quit: 'Quit',
};

/** The question that a state of the engine raises, or null where it needs no answer. */
export function engineQuestion(state: EngineState, folder: string): EngineQuestion | null {
  if (state.state === 'failed') return failedQuestion(state.code, state.message, folder);
  if (state.state !== 'stopped') return null;
  return question(
    'The engine ended several times in a row.',
    `It was not started again. The last time: ${state.reason}. Your data is safe; the logs say more.`,
    ['try-again', 'show-logs', 'open-other', 'quit'],
  );
}

function failedQuestion(code: string, message: string, folder: string): EngineQuestion {
  const title = `${folder} could not be opened.`;
  // Another process holds it: reading needs no lock.
  if (code === 'BUSY') {
    return question(title, message, ['open-read-only', 'try-again', 'open-other', 'quit']);
  }
  if (code === 'INTERNAL') {
    return question(title, message, ['try-again', 'show-logs', 'open-other', 'quit']);
  }
  return question(title, message, ['open-other', 'try-again', 'quit']);
}

function question(message: string, detail: string, actions: EngineAction[]): EngineQuestion {
  return {
    message,
    detail,
    actions: actions.map((action) => ({ label: LABELS[action], action })),
  };
}
