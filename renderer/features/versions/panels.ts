import { createStore } from '#renderer/api/store.ts';

/** What is open beside its button; only one is. */
export type Panel = 'promote' | 'export' | 'delete';

/** What another part of the window asks this screen to do as soon as it is shown. */
interface Asked {
  version: string;
  panel: Panel;
}

const asked = createStore<Asked | null>(null);

export const useAsked = asked.use;
export const askFor = (wanted: Asked): void => asked.set(wanted);
export const forgetAsked = (): void => asked.set(null);
