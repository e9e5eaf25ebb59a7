import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { choose, folderDialogOptions } from './dialogs.ts';
import type { EngineTarget } from './engine-messages.ts';
import type { EngineAction, EngineQuestion } from './engine-questions.ts';

export interface EngineAnswers {
  show(options: MessageBoxOptions): Promise<MessageBoxReturnValue>;
  start(target: EngineTarget): void;
  tryAgain(): Promise<void>;
  showLogs(): Promise<void>;
  quit(): void;
  /** The workspace that the question is about. */
  folder: string;
}

/** Asks until there is an answer that settles it: looking at the logs, or choosing no folder, does not. */
export async function askAboutEngine(
  question: EngineQuestion,
  answers: EngineAnswers,
): Promise<void> {
  const { response } = await answers.show({
    type: 'warning',
    message: question.message,
    detail: question.detail,
    buttons: question.actions.map(({ label }) => label),
    defaultId: 0,
    cancelId: question.actions.length - 1,
    noLink: true,
  });
  const settled = await act(question.actions[response]?.action ?? 'quit', answers);
  if (!settled) await askAboutEngine(question, answers);
}

async function act(action: EngineAction, answers: EngineAnswers): Promise<boolean> {
  if (action === 'open-other') return openOther(answers);
  if (action === 'show-logs') {
    await answers.showLogs();
    return false;
  }
  if (action === 'open-read-only') answers.start({ folder: answers.folder, readOnly: true });
  else if (action === 'try-again') await answers.tryAgain();
  else answers.quit();
  return true;
}

async function openOther(answers: EngineAnswers): Promise<boolean> {
  const [folder] = await choose(null, folderDialogOptions());
  if (folder === undefined) return false;
  answers.start({ folder, readOnly: false });
  return true;
}
