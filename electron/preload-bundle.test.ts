import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('preload.ts', import.meta.url));

async function bundle(): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry, formats: ['cjs'] },
      rolldownOptions: { external: ['electron'] },
    },
  });
  const [output] = [result].flat() as Rolldown.RolldownOutput[];
  return (output?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
}

describe('the preload as one CommonJS file', () => {
  it('needs electron and nothing else, as a sandboxed preload must', async () => {
    const chunks = await bundle();
    expect(chunks).toHaveLength(1);
    const required: string[] = [];
    const exposed: string[] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string) => exposed.push(name) },
      ipcRenderer: { on: () => undefined },
      webUtils: {},
    };
    const require = (name: string) => {
      required.push(name);
      return electron;
    };
    runInNewContext(chunks[0]?.code ?? '', {
      require,
      module: {},
      exports: {},
      process: { platform: 'linux' },
    });
    expect(required).toEqual(['electron']);
    expect(exposed).toEqual(['plumbline']);
    expect(chunks[0]?.code).not.toMatch(/\bnode:|zod/);
  });
});
