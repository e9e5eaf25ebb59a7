import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SecretName } from '#core/contract/index.ts';
import classes from './Services.module.css';
import { useSetSecret } from './use-services.ts';

interface Props {
  name: SecretName;
  title: string;
  /** What it is for. */
  hint: string;
  isSet: boolean;
  disabled: boolean;
}

/** A secret that is kept apart from the settings: it can be set and forgotten, never read. */
export function SecretSetting({ name, title, hint, isSet, disabled }: Props) {
  const [typed, setTyped] = useState('');
  const change = useSetSecret(name);
  const keep = () => change.mutate(typed, { onSuccess: () => setTyped('') });
  return (
    <form
      className={classes.secret}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') keep();
      }}
    >
      <TextInput
        type="password"
        size="xs"
        aria-label={title}
        placeholder={isSet ? 'A secret is kept; type another one to replace it' : hint}
        autoComplete="off"
        maxLength={4096}
        disabled={disabled}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {typed !== '' && (
        <Button type="submit" variant="filled" loading={change.isPending}>
          Keep
        </Button>
      )}
      {isSet && typed === '' && (
        <Button
          aria-label={`Forget the ${title.toLowerCase()}`}
          disabled={disabled}
          loading={change.isPending}
          onClick={() => change.mutate(null)}
        >
          Forget
        </Button>
      )}
    </form>
  );
}
