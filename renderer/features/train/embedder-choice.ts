import type { EmbedderChoice } from '#core/contract/index.ts';
import { createStore } from '#renderer/api/store.ts';
import { BUILTIN } from './embedder-view.ts';

const choice = createStore<EmbedderChoice>({ embedder: BUILTIN, device: 'auto', dtype: 'auto' });

/** What the next training shall embed with. It outlives a change of screen. */
export const useEmbedderChoice = choice.use;

export function changeChoice(change: Partial<EmbedderChoice>): void {
  choice.set({ ...choice.get(), ...change });
}
