import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Settings } from '#core/contract/index.ts';
import { CANONICAL } from '#renderer/api/canonical.ts';
import { desktopBridge } from '#renderer/api/desktop-bridge.ts';
import { useCollections } from '#renderer/api/hooks.ts';
import { ACCEPTED } from '../data/choose-files.ts';
import classes from './Services.module.css';
import { placeProblem } from './schedule-view.ts';

type WatchedPlace = Settings['watch'][number];

interface Props {
  places: readonly WatchedPlace[];
  disabled: boolean;
  busy: boolean;
  onAdd(place: WatchedPlace): void;
}

const FEEDBACK = 'feedback';

/** A line that adds a file or folder: its path, and what is in it. */
export function AddPlace({ places, disabled, busy, onAdd }: Props) {
  const [path, setPath] = useState('');
  const [use, setUse] = useState(FEEDBACK);
  const collections = useCollections();
  const problem = placeProblem(path, places);
  const others = collections.filter(({ name }) => name !== CANONICAL);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === '' || problem !== null) return;
    const isFeedback = use === FEEDBACK;
    onAdd({
      path: path.trim(),
      kind: isFeedback ? 'feedback' : 'canonical',
      collection: isFeedback ? CANONICAL : use,
    });
    setPath('');
  };
  return (
    <form className={classes.add} onSubmit={add}>
      <TextInput
        size="xs"
        aria-label="File or folder to watch"
        placeholder="/path/to/feedback.csv, or a folder"
        spellCheck={false}
        disabled={disabled}
        value={path}
        error={problem}
        rightSection={<ChooseFile onChosen={setPath} />}
        rightSectionWidth={desktopBridge() ? 76 : 0}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label="What is in it"
        disabled={disabled}
        rightSection={<IconChevronDown size={14} stroke={1.8} aria-hidden="true" />}
        data={[
          { value: FEEDBACK, label: 'feedback' },
          { value: CANONICAL, label: 'dictionary' },
          ...others.map(({ name }) => ({ value: name, label: `collection ${name}` })),
        ]}
        value={use}
        onChange={(event) => setUse(event.currentTarget.value)}
      />
      <Button
        type="submit"
        disabled={disabled || path.trim() === '' || problem !== null}
        loading={busy}
      >
        Watch
      </Button>
    </form>
  );
}

/** The system's dialog; a browser has none, there the path is typed. */
function ChooseFile({ onChosen }: { onChosen(path: string): void }) {
  const bridge = desktopBridge();
  if (!bridge) return null;
  const choose = async () => {
    const [path] = await bridge.chooseFiles({ title: 'Watch a file', extensions: ACCEPTED });
    if (path) onChosen(path);
  };
  return (
    <Button size="compact-xs" onClick={() => void choose()}>
      Choose…
    </Button>
  );
}
