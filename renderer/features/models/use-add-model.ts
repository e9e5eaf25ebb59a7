import { useQueryClient } from '@tanstack/react-query';
import type { AddModelRequest } from '#core/contract/index.ts';
import { client, engine } from '#renderer/api/client.ts';
import { addModel } from './add-model.ts';
import { type Addition, changeAddition, newAddition, removeAddition } from './additions.ts';

const sending = new Map<number, AbortController>();

/** Starts an addition (again), or begins one for what needs no question. */
export function useAddModel() {
  const cache = useQueryClient();
  const start = async (addition: Addition) => {
    const { id, source } = addition;
    const leave = new AbortController();
    sending.set(id, leave);
    changeAddition(id, { state: 'sending', sent: 0, job: null, failure: null });
    const outcome = await addModel(source, {
      send: (file) => client.models.upload(file, { signal: leave.signal }),
      start: (request: AddModelRequest) => client.jobs.addModel(request, { signal: leave.signal }),
      newUpload: () => crypto.randomUUID(),
      onSent: (sent) => changeAddition(id, { sent }),
      signal: leave.signal,
    });
    sending.delete(id);
    if (leave.signal.aborted) return;
    if ('failure' in outcome) changeAddition(id, { failure: outcome.failure });
    else changeAddition(id, { state: 'working', job: outcome.job });
    await cache.invalidateQueries({ queryKey: engine.jobs.key() });
  };
  return {
    start,
    begin: (given: Pick<Addition, 'name' | 'source'>) =>
      start(newAddition({ ...given, about: '' })),
  };
}

/** Gives up an addition whose files are still being sent. */
export function stopSending(id: number): void {
  sending.get(id)?.abort();
  removeAddition(id);
}
