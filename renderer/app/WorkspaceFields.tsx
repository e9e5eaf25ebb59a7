import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { client } from '#renderer/api/client.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { toFailure } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { navigate } from './navigate.ts';
import classes from './WorkspaceMenu.module.css';
import { suggestFolder } from './workspace-form.ts';

interface Props {
  kind: 'create' | 'open';
  onDone(): void;
}

/** Asks for a folder (and a name for a new workspace) and opens it in place of the current one. */
export function WorkspaceFields({ kind, onDone }: Props) {
  const current = useWorkspace().data?.folder ?? '';
  const [name, setName] = useState('');
  const [typedFolder, setTypedFolder] = useState<string | null>(null);
  const folder = typedFolder ?? (kind === 'create' ? suggestFolder(current, name) : '');
  // The popover takes the focus only when it opens; here its content may have changed.
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const submit = useOpenWorkspace(kind, onDone);
  const ready = folder.trim() !== '' && (kind === 'open' || name.trim() !== '');

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) submit.mutate({ folder: folder.trim(), name: name.trim() });
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <h2>{kind === 'create' ? 'New workspace' : 'Open workspace'}</h2>
      {kind === 'create' && (
        <TextInput
          ref={first}
          data-autofocus
          label="Name"
          placeholder="Job titles"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <div className={classes.path}>
        <TextInput
          {...(kind === 'open' && { 'data-autofocus': true, ref: first })}
          label="Folder"
          placeholder="/home/you/plumbline/job-titles"
          spellCheck={false}
          value={folder}
          onChange={(event) => setTypedFolder(event.currentTarget.value)}
        />
        <ChooseFolder onChosen={setTypedFolder} />
      </div>
      <p className={classes.hint}>
        {kind === 'create'
          ? 'Everything about the workspace lives in this folder; it is made where it does not exist.'
          : 'The folder that holds workspace.json.'}
      </p>
      {submit.error && (
        <div className={classes.error}>
          <ErrorState failure={toFailure(submit.error)} />
        </div>
      )}
      <div className={classes.buttons}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={!ready} loading={submit.isPending}>
          {kind === 'create' ? 'Create' : 'Open'}
        </Button>
      </div>
    </form>
  );
}

/** The system's folder dialog; a browser has none, there the path is typed. */
function ChooseFolder({ onChosen }: { onChosen(folder: string): void }) {
  const bridge = desktopBridge();
  if (!bridge) return null;
  const choose = async () => {
    const folder = await bridge.chooseFolder();
    if (folder) onChosen(folder);
  };
  return <Button onClick={() => void choose()}>Choose…</Button>;
}

function useOpenWorkspace(kind: 'create' | 'open', onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ folder, name }: { folder: string; name: string }) =>
      kind === 'create'
        ? client.workspace.create({ folder, name })
        : client.workspace.open({ folder }),
    onSuccess: async () => {
      onDone();
      navigate('data');
      await cache.resetQueries();
    },
  });
}
