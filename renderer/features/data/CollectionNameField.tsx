import { TextInput } from '@mantine/core';
import type { CollectionSummary } from '#core/contract/index.ts';
import { collectionName, nameHint, nameProblem } from './import-choice.ts';
import classes from './Preview.module.css';
import { changePending, type PendingFile } from './pending-files.ts';

interface Props {
  file: PendingFile;
  collections: readonly CollectionSummary[];
}

/** What the collection will be called, and whether that takes the place of one. */
export function CollectionNameField({ file, collections }: Props) {
  const name = collectionName(file, file.name);
  const problem = nameProblem(name, collections);
  return (
    <TextInput
      className={classes.name ?? ''}
      size="xs"
      label="Name of the collection"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={problem ? null : nameHint(name, collections)}
      error={problem}
      spellCheck={false}
      value={name}
      onChange={(event) => changePending(file.id, { collection: event.currentTarget.value })}
    />
  );
}
