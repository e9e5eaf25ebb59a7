import { Card } from '#renderer/ui/Card.tsx';

/** A version that only builds an index has no numbers. */
export function NoMetrics({ version }: { version: string }) {
  return (
    <Card>
      <p>
        <b>{version} was not measured.</b> Its mode only builds an index; a full train on judgments
        measures it.
      </p>
    </Card>
  );
}
