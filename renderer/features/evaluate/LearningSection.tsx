import type { EvaluationDetail } from '#core/contract/index.ts';
import { failureOfJob } from '#renderer/api/failure.ts';
import { useWorkspace } from '#renderer/api/hooks.ts';
import { useJobs } from '#renderer/api/jobs.ts';
import { Card } from '#renderer/ui/Card.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { LearningChart } from './LearningChart.tsx';
import { failedMeasuring, measureObstacle, measuringJob } from './learning-view.ts';
import { MeasureButton } from './MeasureButton.tsx';
import { MeasuringCard } from './MeasuringCard.tsx';
import tables from './tables.module.css';

/** Would more judgments help? Measured on demand: it trains several times. */
export function LearningSection({ detail }: { detail: EvaluationDetail }) {
  const { version, learningCurve } = detail;
  const jobs = useJobs();
  const job = measuringJob(jobs);
  const failed = failedMeasuring(jobs);
  const readOnly = useWorkspace().data?.readOnly ?? true;
  const obstacle = measureObstacle({ readOnly, measured: detail.queries.length > 0 });
  const button = <MeasureButton version={version} obstacle={obstacle} again={!!learningCurve} />;
  return (
    <>
      {job && <MeasuringCard job={job} />}
      {failed?.error && (
        <Card flush>
          <ErrorState failure={failureOfJob(failed.error)} />
        </Card>
      )}
      {learningCurve ? (
        <LearningChart curve={learningCurve} version={version} action={job ? null : button} />
      ) : (
        !job && (
          <Card title="Learning curve">
            <div className={tables.ask}>
              <p className={tables.words}>
                On today’s data nobody has measured yet whether more judgments would help. Measuring
                learns from growing parts of the train judgments and scores each on test.
              </p>
              {button}
            </div>
          </Card>
        )
      )}
    </>
  );
}
