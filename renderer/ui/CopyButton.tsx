import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

interface Props {
  /** Built only when it is asked for. */
  text: () => string;
  label?: string;
  variant?: 'default' | 'subtle';
  size?: 'compact-xs' | 'xs';
}

export function CopyButton({
  text,
  label = 'Copy',
  variant = 'default',
  size = 'compact-xs',
}: Props) {
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Button variant={variant} size={size} onClick={() => clipboard.copy(text())}>
      {clipboard.copied ? 'Copied' : label}
    </Button>
  );
}
