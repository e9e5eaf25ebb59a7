import { Button } from '@mantine/core';
import type { FilePreview, OutcomeMap } from '#core/contract/index.ts';
import { useCollections } from '#renderer/api/hooks.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { CollectionNameField } from './CollectionNameField.tsx';
import { KIND_NAMES, previewAmount } from './data-view.ts';
import { EntryColumnsEditor } from './EntryColumnsEditor.tsx';
import { FindingList } from './FindingList.tsx';
import {
  bringsAnything,
  type FileUse,
  importObstacle,
  obstacleToSay,
  takenFor,
} from './import-choice.ts';
import { MappingEditor } from './MappingEditor.tsx';
import { OutcomeEditor } from './OutcomeEditor.tsx';
import { startingOutcomes } from './outcome-view.ts';
import classes from './Preview.module.css';
import { changePending, changeUse, type PendingFile } from './pending-files.ts';
import { SampleTable } from './SampleTable.tsx';

const USES: { value: FileUse; label: string }[] = [
  { value: 'collection', label: 'New collection' },
  { value: 'canonical', label: KIND_NAMES.canonical },
  { value: 'feedback', label: KIND_NAMES.feedback },
];

interface Props {
  file: PendingFile;
  preview: FilePreview;
}

/** What a file would bring, what has to be chosen first, and its first rows as they would be imported. */
export function PreviewBody({ file, preview }: Props) {
  const collections = useCollections();
  const use = takenFor(file, preview);
  const ask = obstacleToSay(importObstacle(file, preview, file.name, collections), preview);
  return (
    <div className={classes.body} data-asking={use === null || undefined}>
      <div className={classes.facts}>
        {use === null && <Question />}
        <Segments<FileUse | ''>
          label="What it is"
          value={use ?? ''}
          options={USES}
          onChange={(next) => next !== '' && changeUse(file.id, next)}
        />
        {use === 'collection' && <CollectionNameField file={file} collections={collections} />}
        {use !== null && bringsAnything(preview) && (
          <p className={classes.amount}>{previewAmount(preview)}</p>
        )}
        {use === 'feedback' && <FeedbackChoices file={file} preview={preview} />}
        {use !== null && use !== 'feedback' && <EntryChoices file={file} preview={preview} />}
        {use !== null && ask && <p className={classes.ask}>{ask}</p>}
        {use !== null && preview.findings.length > 0 && <FindingList findings={preview.findings} />}
      </div>
      <SampleTable name={file.name} header={preview.sampleHeader} rows={preview.sample} />
    </div>
  );
}

function Question() {
  return (
    <div className={classes.question}>
      <b>What is in this table?</b>
      <dl>
        <dt>New collection</dt>
        <dd>Entries beside the dictionary, such as vacancies beside candidates.</dd>
        <dt>{KIND_NAMES.canonical}</dt>
        <dd>What queries are matched against.</dd>
        <dt>{KIND_NAMES.feedback}</dt>
        <dd>What was matched with what, and whether that was right.</dd>
      </dl>
    </div>
  );
}

function FeedbackChoices({ file, preview }: Props) {
  const { columns, statuses } = preview;
  const mapping = file.mapping ?? preview.mapping;
  if (columns.length === 0) return null;
  const setOutcomes = (outcomes: OutcomeMap) =>
    mapping && changePending(file.id, { use: 'feedback', mapping: { ...mapping, outcomes } });
  return (
    <>
      <MappingEditor
        columns={columns}
        mapping={mapping}
        onChange={(next) => changePending(file.id, { use: 'feedback', mapping: next })}
      />
      {mapping && statuses && (
        <OutcomeEditor
          statuses={statuses}
          outcomes={mapping.outcomes ?? startingOutcomes(statuses)}
          onChange={setOutcomes}
        />
      )}
    </>
  );
}

function EntryChoices({ file, preview }: Props) {
  const { columns } = preview;
  const chosen = file.entryColumns ?? preview.entryColumns;
  if (chosen) {
    return (
      <EntryColumnsEditor
        columns={columns}
        chosen={chosen}
        onChange={(entryColumns) => changePending(file.id, { entryColumns })}
      />
    );
  }
  const [key, text = key] = columns;
  if (key === undefined || text === undefined) return null;
  return (
    <Button
      size="compact-xs"
      onClick={() =>
        changePending(file.id, { entryColumns: { key, texts: [text], joined: false } })
      }
    >
      Choose its columns
    </Button>
  );
}
