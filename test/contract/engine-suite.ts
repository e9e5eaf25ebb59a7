import { afterAll, describe } from 'vitest';
import type { Connect } from './connections.ts';
import { describeCollections } from './suite-collections.ts';
import { describeData } from './suite-data.ts';
import { describeEvaluate } from './suite-evaluate.ts';
import { describeJobs } from './suite-jobs.ts';
import { describeJudgments } from './suite-judgments.ts';
import { describeMatchResume } from './suite-match-resume.ts';
import { describeMatchTables } from './suite-match-tables.ts';
import { describeModels } from './suite-models.ts';
import { describeOutcomes } from './suite-outcomes.ts';
import { describeReport } from './suite-report.ts';
import { describeReview } from './suite-review.ts';
import { describeSearch } from './suite-search.ts';
import { describeVersions } from './suite-versions.ts';
import { describeWorkspace } from './suite-workspace.ts';
import { removeFolders } from './workspaces.ts';

/** What the engine must do for every face, whatever lies between them. */
export function describeEngine(name: string, connect: Connect): void {
  describe(`the engine ${name}`, () => {
    afterAll(removeFolders);
    describeWorkspace(connect);
    describeData(connect);
    describeCollections(connect);
    describeOutcomes(connect);
    describeJudgments(connect);
    describeJobs(connect);
    describeModels(connect);
    describeSearch(connect);
    describeMatchTables(connect);
    describeMatchResume(connect);
    describeReview(connect);
    describeEvaluate(connect);
    describeReport(connect);
    describeVersions(connect);
  });
}
