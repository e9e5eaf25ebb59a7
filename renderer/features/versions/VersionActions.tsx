import { Button } from '@mantine/core';
import type { VersionCheck, VersionSummary } from '#core/contract/index.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { formatBytes, formatQuantity } from '#renderer/ui/format.ts';
import { DeleteButton } from './DeleteButton.tsx';
import { deleteObstacle } from './promotion-view.ts';
import { useFocusBack } from './use-focus-back.ts';
import { useNotify, useVerify } from './use-version-actions.ts';
import classes from './VersionActions.module.css';

interface Props {
  version: VersionSummary;
  readOnly: boolean;
  deleting: boolean;
  onDeleting(open: boolean): void;
  onRemoved(): void;
}

/** Reading every file again, telling the service again, deleting; and what came of it. */
export function VersionActions({ version, readOnly, deleting, onDeleting, onRemoved }: Props) {
  const { version: id, status, kept } = version;
  const verify = useVerify();
  const notify = useNotify();
  const verifyButton = useFocusBack(verify.isPending);
  const notifyButton = useFocusBack(notify.isPending);
  const notified = useWorkspace().data?.settings.notifyUrl ?? null;
  const obstacle = deleteObstacle(version, readOnly);
  return (
    <>
      <div className={classes.actions}>
        <Button
          ref={verifyButton}
          size="compact-xs"
          title="Reads every file and compares its hash"
          loading={verify.isPending}
          onClick={() => verify.mutate(id)}
        >
          Verify
        </Button>
        {status === 'latest' && notified && (
          <Button
            ref={notifyButton}
            size="compact-xs"
            title={`POST to ${notified}`}
            loading={notify.isPending}
            onClick={() => notify.mutate(id)}
          >
            Notify again
          </Button>
        )}
        <DeleteButton
          version={version}
          obstacle={obstacle}
          open={deleting}
          onOpen={onDeleting}
          onRemoved={onRemoved}
        />
      </div>
      {kept !== null && !readOnly && <p className={classes.kept}>Cannot be deleted. {kept}</p>}
      {verify.data && <Verified check={verify.data} />}
    </>
  );
}

function Verified({ check: { files, bytes, problems } }: { check: VersionCheck }) {
  if (problems.length === 0) {
    return (
      <p className={classes.whole} role="status">
        Whole: {formatQuantity(files, 'file')}, {formatBytes(bytes)}, every hash is right.
      </p>
    );
  }
  return (
    <div className={classes.broken} role="alert">
      <p>
        {formatQuantity(problems.length, 'file')} of {formatQuantity(files, 'file')} cannot be
        trusted:
      </p>
      <ul aria-label="Files with problems">
        {problems.map(({ file, problem }) => (
          <li key={`${file} ${problem}`}>
            <code>{file}</code> {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}
