import { Button } from '@mantine/core';
import { isUnreachable, toFailure } from '#renderer/api/failure.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { SkeletonLines } from '#renderer/ui/Skeleton.tsx';
import { useModels } from '../models/use-models.ts';
import { showAddModel, useAddModelShown } from './add-model-shown.ts';
import { ModelTable } from './ModelTable.tsx';
import shared from './SettingsScreen.module.css';

/** The models of this workspace. */
export function ModelsCard({ readOnly }: { readOnly: boolean }) {
  const { data: models, error } = useModels();
  const adding = useAddModelShown();
  return (
    <Card
      title="Models"
      aside={
        !adding && (
          <Button size="compact-xs" variant="filled" onClick={() => showAddModel(true)}>
            Add a model
          </Button>
        )
      }
      flush
    >
      {error && !isUnreachable(error) && <ErrorState failure={toFailure(error)} />}
      {!models && !error && (
        <div className={shared.inset}>
          <SkeletonLines count={3} height={34} />
        </div>
      )}
      {models && <ModelTable models={models} readOnly={readOnly} />}
    </Card>
  );
}
