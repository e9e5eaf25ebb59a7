import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TablePreview } from '#core/contract/index.ts';
import { engine } from '#renderer/api/client.ts';
import { useVersions, useWorkspace } from '#renderer/api/hooks.ts';
import { NumberSetting } from '#renderer/ui/NumberSetting.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { collectionOptions, K_RANGE, probabilityNotice, type TableChoices } from './match-setup.ts';
import classes from './TableSetup.module.css';

interface Props {
  preview: TablePreview;
  choices: TableChoices;
  onChange(change: Partial<TableChoices>): void;
}

/** What decides the matching: columns, how many entries, against what. */
export function SetupForm({ preview, choices, onChange }: Props) {
  const { columns } = preview;
  const { column, idColumn, k, oneToOne } = choices;
  return (
    <fieldset className={classes.form}>
      <legend className="visually-hidden">How to match {preview.name}</legend>
      <NativeSelect
        size="xs"
        label="Column to match"
        value={column}
        data={[...(column ? [] : [{ value: '', label: 'choose…' }]), ...columns]}
        onChange={(event) => onChange({ column: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label="Column with ids, for the export"
        value={idColumn ?? ''}
        data={[{ value: '', label: 'none: number the rows' }, ...columns]}
        onChange={(event) => onChange({ idColumn: event.currentTarget.value || null })}
      />
      <Collections choices={choices} onChange={onChange} />
      <div className={classes.number}>
        <NumberSetting
          title="Best entries kept for each row"
          value={k}
          range={K_RANGE}
          disabled={false}
          onKeep={(kept) => onChange({ k: kept ?? k })}
        />
        <span aria-hidden="true">best entries kept for each row</span>
      </div>
      <Switch
        label="One-to-one"
        checked={oneToOne}
        hint="No entry is given to two rows: of all assignments, the one with the largest sum of probabilities."
        onChange={(checked) => onChange({ oneToOne: checked })}
      />
      <VersionNote collection={choices.collection} />
    </fieldset>
  );
}

/** Where there are several collections: which one rows are matched into. */
function Collections({ choices, onChange }: Pick<Props, 'choices' | 'onChange'>) {
  const { data: collections = [] } = useQuery(engine.data.collections.queryOptions());
  if (collections.length < 2) return null;
  return (
    <NativeSelect
      size="xs"
      label="Entries to match with"
      value={choices.collection}
      data={collectionOptions(collections)}
      onChange={(event) => onChange({ collection: event.currentTarget.value })}
    />
  );
}

function VersionNote({ collection }: { collection: string }) {
  const { data: workspace } = useWorkspace();
  const { data: versions } = useVersions();
  if (!workspace?.inUse) return null;
  const version = versions?.find((candidate) => candidate.version === workspace.inUse);
  const notice = probabilityNotice(version, collection);
  return (
    <p className={classes.note}>
      With version <code>{workspace.inUse}</code>
      {workspace.inUse === workspace.latest ? ', the promoted one.' : ', which is not promoted.'}{' '}
      {notice}
    </p>
  );
}
