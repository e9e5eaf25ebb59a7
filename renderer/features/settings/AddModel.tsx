import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { navigate } from '#renderer/app/navigate.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { takeFolder } from '../models/dropped-folders.ts';
import { readChosenFolder } from '../models/read-folder.ts';
import { useAddModel } from '../models/use-add-model.ts';
import classes from './AddModel.module.css';
import { showAddModel, useAddModelShown } from './add-model-shown.ts';
import { Catalogue } from './Catalogue.tsx';
import { downloadObstacle, hubRepo } from './models-view.ts';
import { DownloadSwitch } from './PrivacyCard.tsx';

interface Props {
  offline: boolean;
  readOnly: boolean;
}

/** Where it was asked for, three ways to a model: a folder, a Hugging Face id, and the list of those that are known to work. */
export function AddModel({ offline, readOnly }: Props) {
  const obstacle = downloadObstacle({ offline, readOnly });
  if (!useAddModelShown()) return null;
  return (
    <Card
      title="Add a model"
      aside={
        <Button size="compact-xs" onClick={() => showAddModel(false)}>
          Close
        </Button>
      }
      flush
    >
      <div className={classes.ways}>
        <FromFolder readOnly={readOnly} />
        <FromHub obstacle={obstacle} />
        {offline && (
          <div className={classes.offline}>
            <DownloadSwitch offline={offline} readOnly={readOnly} />
          </div>
        )}
      </div>
      <Catalogue obstacle={obstacle} />
    </Card>
  );
}

function FromFolder({ readOnly }: { readOnly: boolean }) {
  const [path, setPath] = useState('');
  const { begin } = useAddModel();
  const typed = path.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!typed) return;
    const name = typed.split(/[\\/]/).filter(Boolean).at(-1) ?? typed;
    void begin({ name, source: { from: 'path', path: typed } });
    setPath('');
  };
  return (
    <form className={classes.way} onSubmit={submit}>
      <h3>From a folder of this machine</h3>
      <div className={classes.row}>
        <TextInput
          className={classes.grow ?? ''}
          size="xs"
          aria-label="Path of the folder"
          placeholder="/home/you/models/all-MiniLM-L6-v2"
          spellCheck={false}
          disabled={readOnly}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button disabled={readOnly} onClick={() => chooseFolder(setPath)}>
          Choose…
        </Button>
        <Button type="submit" variant="filled" disabled={readOnly || !typed}>
          Add
        </Button>
      </div>
      <p className={classes.hint}>
        {readOnly
          ? 'This workspace can only be read here.'
          : 'Or drop the folder anywhere in this window. A sentence-transformers, transformers.js or model2vec folder; no Python is needed.'}
      </p>
    </form>
  );
}

/** The system's dialog; a browser's one hands over the files, not where they lie. */
function chooseFolder(onPath: (path: string) => void): void {
  const bridge = desktopBridge();
  if (bridge) {
    void bridge.chooseFolder().then((path) => path && onPath(path));
    return;
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.addEventListener('change', () => {
    const listing = readChosenFolder([...(input.files ?? [])]);
    if (listing) navigate(takeFolder(listing));
  });
  input.click();
}

function FromHub({ obstacle }: { obstacle: string | null }) {
  const [typed, setTyped] = useState('');
  const { begin } = useAddModel();
  const repo = hubRepo(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!repo || obstacle) return;
    void begin({ name: repo, source: { from: 'hub', repo } });
    setTyped('');
  };
  return (
    <form className={classes.way} onSubmit={submit}>
      <h3>From Hugging Face</h3>
      <div className={classes.row}>
        <TextInput
          className={classes.grow ?? ''}
          size="xs"
          aria-label="Hugging Face id"
          placeholder="owner/name"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="filled"
          disabled={!repo || obstacle !== null}
          title={obstacle ?? undefined}
        >
          Download
        </Button>
      </div>
      <p className={classes.hint}>
        {obstacle ??
          (typed.trim() && !repo
            ? 'An id reads like owner/name; a link to the model does as well.'
            : 'Any sentence embedding model with safetensors or ONNX weights.')}
      </p>
    </form>
  );
}
