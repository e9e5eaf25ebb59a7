import { describe, expect, it } from 'vitest';
import {
  type DroppedEntry,
  type DroppedFile,
  type DroppedFolder,
  readChosenFolder,
  readDroppedFolder,
} from './read-folder.ts';

function file(name: string, content = 'x'): DroppedFile {
  return { name, isDirectory: false, file: (done) => done(new File([content], name)) };
}

/** Gives its entries two at a time, as a browser gives them in parts. */
function folder(name: string, ...entries: DroppedEntry[]): DroppedFolder {
  return {
    name,
    isDirectory: true,
    createReader: () => {
      const left = [...entries];
      return { readEntries: (done) => done(left.splice(0, 2)) };
    },
  };
}

const paths = (files: { path: string }[]) => files.map(({ path }) => path);

describe('readDroppedFolder', () => {
  it('lists every file with its path and size, hidden folders left out', async () => {
    const dropped = folder(
      'minilm',
      file('config.json', '{}'),
      folder('.git', file('config')),
      folder('1_Pooling', file('config.json')),
      file('.gitattributes'),
      file('model.safetensors', 'weights'),
    );
    const { name, files, cut } = await readDroppedFolder(dropped);
    expect(name).toBe('minilm');
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['.gitattributes', 1],
      ['1_Pooling/config.json', 1],
      ['config.json', 2],
      ['model.safetensors', 7],
    ]);
    expect(cut).toBe(false);
  });

  it('stops at too many files and at too deep folders, and says so', async () => {
    const many = folder('many', file('a'), file('b'), file('c'));
    const few = await readDroppedFolder(many, { files: 2, depth: 6 });
    expect([paths(few.files), few.cut]).toEqual([['a', 'b'], true]);
    const deep = folder('deep', folder('one', folder('two', file('a'))), file('b'));
    const shallow = await readDroppedFolder(deep, { files: 9, depth: 2 });
    expect([paths(shallow.files), shallow.cut]).toEqual([['b'], true]);
  });

  it('passes on that something cannot be read', async () => {
    const broken: DroppedFile = {
      ...file('a'),
      file: (_, failed) => failed(new Error('NotReadable')),
    };
    await expect(readDroppedFolder(folder('f', broken))).rejects.toThrow('NotReadable');
  });
});

describe('readChosenFolder', () => {
  const chosen = (path: string) =>
    Object.defineProperty(new File(['x'], 'name'), 'webkitRelativePath', { value: path });

  it('lists the same way', () => {
    const listing = readChosenFolder([
      chosen('minilm/config.json'),
      chosen('minilm/.git/config'),
      chosen('minilm/1_Pooling/config.json'),
    ]);
    expect(listing?.name).toBe('minilm');
    expect(paths(listing?.files ?? [])).toEqual(['config.json', '1_Pooling/config.json']);
  });

  it('is nothing where nothing was chosen', () => {
    expect(readChosenFolder([])).toBeNull();
  });
});
