import { beforeEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => ({
  window: null as object | null,
  showOpenDialog: vi.fn(async (..._args: unknown[]) => ({
    canceled: false,
    filePaths: ['/data/a.csv'],
  })),
}));
vi.mock('electron', () => ({
  BrowserWindow: { fromWebContents: () => electron.window },
  dialog: { showOpenDialog: electron.showOpenDialog },
}));

const { ChooseFilesArguments, choose, fileDialogOptions, folderDialogOptions } = await import(
  './dialogs.ts'
);

describe('ChooseFilesArguments', () => {
  it.each([[[{}]], [[{ title: 'Add', extensions: ['json', 'csv'], multiple: false }]]])(
    'takes %j',
    (args) => expect(ChooseFilesArguments.safeParse(args).success).toBe(true),
  );

  it.each([
    [[]],
    [[{ properties: ['showHiddenFiles'] }]],
    [[{ extensions: ['*'] }]],
    [[{ extensions: ['../x'] }]],
    [[{ title: 'x'.repeat(201) }]],
    [[{ defaultPath: '/etc' }]],
  ])('refuses %j', (args) => expect(ChooseFilesArguments.safeParse(args).success).toBe(false));
});

describe('dialog options', () => {
  it('chooses several files of some kinds', () => {
    expect(fileDialogOptions({ extensions: ['csv'] })).toEqual({
      title: 'Add files',
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'Data', extensions: ['csv'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    expect(fileDialogOptions({ multiple: false })).toMatchObject({
      properties: ['openFile'],
      filters: [{ name: 'All files', extensions: ['*'] }],
    });
  });

  it('chooses a folder that may be new', () => {
    expect(folderDialogOptions().properties).toEqual(
      expect.arrayContaining(['openDirectory', 'createDirectory']),
    );
  });
});

describe('choose', () => {
  beforeEach(() => electron.showOpenDialog.mockClear());

  it('belongs to the window that asks', async () => {
    electron.window = { id: 1 };
    await expect(choose({} as never, {})).resolves.toEqual(['/data/a.csv']);
    expect(electron.showOpenDialog).toHaveBeenCalledWith(electron.window, {});
    await choose(null, {});
    expect(electron.showOpenDialog).toHaveBeenLastCalledWith({});
  });

  it('is empty where the user cancels', async () => {
    electron.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: ['/left/over'] });
    await expect(choose(null, {})).resolves.toEqual([]);
  });
});
