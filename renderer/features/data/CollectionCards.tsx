import type { CollectionSummary, WorkspaceSummary } from '#core/contract/index.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { type CollectionCard, collectionCards, indexState } from './collection-view.ts';
import classes from './DataScreen.module.css';
import { IndexMark } from './IndexMark.tsx';
import { useRemoveCollection } from './use-collections.ts';

interface Props {
  workspace: WorkspaceSummary;
  collections: readonly CollectionSummary[];
}

/** The collections beside the canonical one. */
export function CollectionCards({ workspace, collections }: Props) {
  return collectionCards(collections, workspace).map((card) => (
    <Card key={card.name} className={classes.held}>
      <p className={classes.kind}>
        <span title={card.name}>Collection {card.name}</span>
        {card.at && <Ago at={card.at} inWords />}
      </p>
      <p className={classes.file} title={card.file}>
        {card.file}
      </p>
      <p>{card.amount}</p>
      <p className={classes.source} title={card.facts}>
        {card.facts}
      </p>
      <div className={classes.foot}>
        <IndexMark state={indexState(card.name, collections, workspace.inUse)} />
        <RemoveButton card={card} readOnly={workspace.readOnly} />
      </div>
    </Card>
  ));
}

function RemoveButton({ card, readOnly }: { card: CollectionCard; readOnly: boolean }) {
  const remove = useRemoveCollection();
  return (
    <ConfirmButton
      label="Remove"
      name={`Remove ${card.name}`}
      question={
        <>
          {card.amount} leave the workspace. Versions that were trained with them keep their index,
          and the file itself is kept in data/originals.
        </>
      }
      obstacle={readOnly ? 'Another Plumbline has this workspace open.' : null}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(card.name)}
    />
  );
}
