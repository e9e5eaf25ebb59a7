import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  title: string;
  value: string;
  placeholder?: string;
  /** Why what is typed cannot be kept; null where it can. */
  problem?(text: string): string | null;
  disabled: boolean;
  /** Pixels, or any CSS width. */
  width?: number | string;
  onKeep(text: string): void;
}

/** A text that is kept when the field is left or Enter is pressed; one that cannot be kept stays with its reason, Escape takes it back. */
export function TextSetting(props: Props) {
  const { title, value, placeholder, problem, disabled, width = '100%', onKeep } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const keep = () => {
    const text = typed?.trim();
    if (text === undefined) return;
    const why = text === value ? null : (problem?.(text) ?? null);
    setComplaint(why);
    if (why !== null) return;
    setTyped(null);
    if (text !== value) onKeep(text);
  };
  return (
    <TextInput
      aria-label={title}
      size="xs"
      w={width}
      placeholder={placeholder ?? ''}
      spellCheck={false}
      autoComplete="off"
      disabled={disabled}
      value={typed ?? value}
      error={complaint}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key !== 'Escape') return;
        setTyped(null);
        setComplaint(null);
      }}
    />
  );
}
