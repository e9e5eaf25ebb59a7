import type { VersionSummary } from '#core/contract/index.ts';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { useRemoveVersion } from './use-version-actions.ts';

interface Props {
  version: VersionSummary;
  /** Why it cannot be deleted; null where it can. */
  obstacle: string | null;
  open: boolean;
  onOpen(open: boolean): void;
  onRemoved(): void;
}

/** The one thing on this screen that cannot be taken back, and so the one that asks. */
export function DeleteButton({ version, obstacle, open, onOpen, onRemoved }: Props) {
  const remove = useRemoveVersion();
  const { version: id, bytes } = version;
  return (
    <ConfirmButton
      label="Delete…"
      confirm="Delete"
      name={`Delete ${id}`}
      question={
        <>
          <code>{id}</code> and its {formatBytes(bytes)} are deleted from the disk. This cannot be
          taken back; a bundle of it could be imported again.
        </>
      }
      obstacle={obstacle}
      busy={remove.isPending}
      opened={{ open, onOpen }}
      onConfirm={() => remove.mutate(id, { onSuccess: onRemoved })}
    />
  );
}
