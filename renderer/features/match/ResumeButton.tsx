import { Button } from '@mantine/core';
import type { MatchedTable } from '#core/contract/index.ts';
import { useJobActions } from '../jobs/use-job-actions.ts';

interface Props {
  table: MatchedTable;
  readOnly: boolean;
  /** In a row of a list. */
  small?: boolean;
}

/** Goes on with a table where its matching stopped. */
export function ResumeButton({ table, readOnly, small = false }: Props) {
  const { resume } = useJobActions();
  return (
    <Button
      variant="filled"
      size={small ? 'compact-xs' : 'xs'}
      aria-label={`Resume ${table.name}`}
      disabled={readOnly}
      loading={resume.isPending}
      onClick={() => resume.mutate(table.id)}
    >
      Resume
    </Button>
  );
}
