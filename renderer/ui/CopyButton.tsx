import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

interface Props {
  /** Built only when it is asked for. */
  text: () => string;
  label?: string;
  variant?: 'default' | 'subtle';
}

export function CopyButton({ text, label = 'Copy', variant = 'default' }: Props) {
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Button variant={variant} size="compact-xs" onClick={() => clipboard.copy(text())}>
      {clipboard.copied ? 'Copied' : label}
    </Button>
  );
}
