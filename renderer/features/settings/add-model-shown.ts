import { navigate, useRoute } from '#renderer/app/navigate.ts';

/** Whether the ways to add a model are open: the address says so, so that other screens can lead there. */
export function useAddModelShown(): boolean {
  return useRoute().params.add === 'model';
}

export function showAddModel(shown: boolean): void {
  navigate('settings', shown ? { add: 'model' } : {}, { replace: true });
}
