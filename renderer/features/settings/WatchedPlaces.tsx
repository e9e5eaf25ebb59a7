import { Button } from '@mantine/core';
import type { WatchedFile, WorkspaceSummary } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { engineWords } from '#renderer/ui/format.ts';
import { AddPlace } from './AddPlace.tsx';
import classes from './Services.module.css';
import { FILE_STATES, fileName, type PlaceRow, placeRows } from './schedule-view.ts';

interface Props {
  workspace: WorkspaceSummary;
  watched: readonly WatchedFile[];
}

/** What is watched, with how each file stands, and a line to add one. */
export function WatchedPlaces({ workspace: { settings, readOnly }, watched }: Props) {
  const change = useSettingsChange();
  const rows = placeRows(settings.watch, watched);
  return (
    <>
      {rows.length > 0 && (
        <ul className={classes.places} aria-label="Watched files and folders">
          {rows.map((row) => (
            <Place
              key={row.place.path}
              row={row}
              disabled={readOnly || change.isPending}
              onRemove={() =>
                change.mutate({
                  watch: settings.watch.filter(({ path }) => path !== row.place.path),
                })
              }
            />
          ))}
        </ul>
      )}
      <AddPlace
        places={settings.watch}
        disabled={readOnly}
        busy={change.isPending}
        onAdd={(place) => change.mutate({ watch: [...settings.watch, place] })}
      />
    </>
  );
}

interface PlaceProps {
  row: PlaceRow;
  disabled: boolean;
  onRemove(): void;
}

function Place({ row: { place, files }, disabled, onRemove }: PlaceProps) {
  const { path, kind, collection } = place;
  const what = kind === 'feedback' ? 'feedback' : 'dictionary';
  return (
    <li>
      <div className={classes.place}>
        <code>{path}</code>
        <span>{collection === CANONICAL ? what : `collection ${collection}`}</span>
        <Button
          size="compact-xs"
          aria-label={`Stop watching ${path}`}
          disabled={disabled}
          onClick={onRemove}
        >
          Stop
        </Button>
      </div>
      {files.length > 0 && (
        <ul className={classes.files}>
          {files.map((file) => (
            <FileLine key={file.path} file={file} />
          ))}
        </ul>
      )}
    </li>
  );
}

function FileLine({ file: { path, state, importedAt, reason } }: { file: WatchedFile }) {
  const { word, tone } = FILE_STATES[state];
  return (
    <li>
      <span title={path}>{fileName(path)}</span>
      <b data-tone={tone}>{word}</b>
      {importedAt && (
        <span>
          imported <Ago at={importedAt} inWords />
        </span>
      )}
      {reason && <span>{engineWords(reason)}</span>}
    </li>
  );
}
