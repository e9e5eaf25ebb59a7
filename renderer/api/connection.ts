import { createStore } from './store.ts';

/** `lost`: the engine does not answer and is asked again; `expired`: it no longer knows our token. */
export type Connection = 'online' | 'lost' | 'expired';

const connection = createStore<Connection>('online');

/** Records how the engine answers. An expired token stays expired until the page is opened anew. */
export function setConnection(next: Connection): void {
  if (connection.get() !== 'expired') connection.set(next);
}

export const useConnection = connection.use;
