import { useEffect } from 'react';
import type { EmbedderChoice, Settings } from '#core/contract/index.ts';
import { type Failure, isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { navigate, useRoute } from '#renderer/app/navigate.ts';
import { useCatalogue, useModels } from '../models/use-models.ts';
import { changeChoice, useEmbedderChoice } from './embedder-choice.ts';
import { chosenOption, type EmbedderOption, embedderOptions, requestOf } from './embedder-view.ts';

interface EmbedderState {
  options: EmbedderOption[];
  chosen: EmbedderOption;
  choice: EmbedderChoice;
  /** Why the models could not be listed; null where they were. */
  failure: Failure | null;
  /** What a training is asked for. */
  request: EmbedderChoice;
}

/** The embedders to choose from and the chosen one; null while the models are not known. */
export function useEmbedder(settings: Settings | undefined): EmbedderState | null {
  const choice = useEmbedderChoice();
  const models = useModels();
  const catalogue = useCatalogue().data ?? [];
  useAskedEmbedder();
  if (!settings || models.isPending) return null;
  // Where the list cannot be had, spelling can still be trained.
  const options = embedderOptions(models.data ?? [], catalogue, settings);
  const chosen = chosenOption(options, choice.embedder);
  const failure = models.error && !isUnreachable(models.error) ? toFailure(models.error) : null;
  return chosen ? { options, chosen, choice, failure, request: requestOf(chosen, choice) } : null;
}

/** “Train with it” leads here with the model in the address; it is taken from there once. */
function useAskedEmbedder(): void {
  const { screen, params } = useRoute();
  const asked = screen === 'train' ? params.embedder : undefined;
  useEffect(() => {
    if (!asked) return;
    changeChoice({ embedder: asked, device: 'auto', dtype: 'auto' });
    navigate('train', {}, { replace: true });
  }, [asked]);
}
