import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PromotionEvent } from '#core/contract/index.ts';
import { client } from '#renderer/api/client.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { refreshWorkspace } from '#renderer/api/jobs.ts';
import { showToast } from '#renderer/ui/toast.tsx';

/** How latest is to change. */
export interface LatestChange {
  version: string;
  kind: 'promote' | 'rollback';
  /** Why the gate is overridden. */
  reason?: string;
}

/** Promotes and rolls back; each can be taken back for a few seconds. `onRefused`: the gate wants a reason. */
export function useLatestChange(onRefused: () => void) {
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: changeLatest,
    onSuccess: async (event) => {
      const back = event.from;
      showToast({
        kind: 'latest',
        message: doneWords(event),
        detail: event.reason,
        tone: 'good',
        ...(back && {
          action: { label: 'Undo', run: () => change.mutate({ version: back, kind: 'rollback' }) },
        }),
      });
      await refreshWorkspace(cache);
    },
    onError: (error, { kind, version }) => {
      const { code, message, remedy } = toFailure(error);
      if (code === 'GATE_REFUSED' && kind === 'promote') {
        onRefused();
        return;
      }
      const verb = kind === 'promote' ? 'promoted' : 'rolled back to';
      showToast({
        message: `${version} was not ${verb}`,
        detail: [message, remedy].filter(Boolean).join(' '),
        tone: 'bad',
      });
    },
  });
  return change;
}

function changeLatest({ version, kind, reason }: LatestChange): Promise<PromotionEvent> {
  if (kind === 'rollback') return client.versions.rollback({ version });
  return client.versions.promote({ version, ...(reason && { overrideReason: reason }) });
}

function doneWords({ kind, to }: PromotionEvent): string {
  return kind === 'rollback' ? `Back to ${to}` : `${to} promoted`;
}
