import { beforeEach, describe, expect, it, vi } from 'vitest';
import { engineQuestion } from './engine-questions.ts';

const showOpenDialog = vi.hoisted(() =>
  vi.fn(async () => ({ canceled: false, filePaths: ['/data/other'] })),
);
vi.mock('electron', () => ({ BrowserWindow: {}, dialog: { showOpenDialog } }));

const { askAboutEngine } = await import('./engine-dialog.ts');

const busy = engineQuestion({ state: 'failed', code: 'BUSY', message: 'Held.' }, '/data/jobs');
const stopped = engineQuestion({ state: 'stopped', reason: 'exit code 9' }, '/data/jobs');

/** Answers each dialog with the next label. */
async function ask(question: typeof busy, ...labels: string[]) {
  if (question === null) throw new Error('no question');
  const left = [...labels];
  const answers = {
    show: vi.fn(async ({ buttons = [] }: { buttons?: string[] }) => ({
      response: buttons.indexOf(left.shift() ?? ''),
      checkboxChecked: false,
    })),
    start: vi.fn(),
    tryAgain: vi.fn(async () => undefined),
    showLogs: vi.fn(async () => undefined),
    quit: vi.fn(),
    folder: '/data/jobs',
  };
  await askAboutEngine(question, answers);
  return answers;
}

beforeEach(() => showOpenDialog.mockClear());

describe('askAboutEngine', () => {
  it('shows the question, with quitting for a dialog that is closed', async () => {
    const { show, quit } = await ask(busy, 'Quit');
    expect(show).toHaveBeenCalledWith(
      expect.objectContaining({
        message: '/data/jobs could not be opened.',
        detail: 'Held.',
        buttons: ['Open read-only', 'Try again', 'Open another workspace…', 'Quit'],
        cancelId: 3,
      }),
    );
    expect(quit).toHaveBeenCalledOnce();
  });

  it('does what is chosen', async () => {
    const readOnly = await ask(busy, 'Open read-only');
    expect(readOnly.start).toHaveBeenCalledWith({ folder: '/data/jobs', readOnly: true });
    const again = await ask(busy, 'Try again');
    expect(again.tryAgain).toHaveBeenCalledOnce();
    const other = await ask(busy, 'Open another workspace…');
    expect(other.start).toHaveBeenCalledWith({ folder: '/data/other', readOnly: false });
  });

  it('asks again after a look at the logs, or a choice of nothing', async () => {
    const looked = await ask(stopped, 'Show logs', 'Try again');
    expect(looked.showLogs).toHaveBeenCalledOnce();
    expect(looked.show).toHaveBeenCalledTimes(2);
    showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    const cancelled = await ask(busy, 'Open another workspace…', 'Quit');
    expect(cancelled.start).not.toHaveBeenCalled();
    expect(cancelled.quit).toHaveBeenCalledOnce();
  });
});
