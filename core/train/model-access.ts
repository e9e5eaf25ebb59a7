import type { EmbedderChoice } from '#core/contract/jobs.ts';
import type { Dtype, ModelRecord } from '#core/contract/models.ts';
import type { Embedder } from '#core/embed/embedder.ts';
import type { JobContext } from '#core/platform/job-context.ts';

/** Names the model that a version embeds with, so that another one is never taken for it. */
export interface ModelUse {
  id: string;
  name: string;
  /** Hash over all files of the model. */
  sha256: string;
  /** Null where there is only one: a static model. */
  dtype: Dtype | null;
}

/** A model that is ready to embed. */
export interface OpenedModel {
  use: ModelUse;
  embedder: Embedder;
  /** Put before texts by their role; roles with the same prefix share vectors. */
  prefixes: ModelRecord['prefixes'];
  /** Where it runs, in words: "on the CPU with int8". */
  where: string;
  /** Its vectors cost so much that keeping them pays. */
  slow: boolean;
}

/** The models of a workspace, for those who embed with them. */
export interface ModelAccess {
  /** Opens the model of a choice where it runs best, measuring first what is not known. Throws NOT_FOUND or DAMAGED. */
  forTraining(choice: EmbedderChoice, context: JobContext): Promise<OpenedModel>;
  /** Opens the very model that a version was made with, on the CPU. Throws DAMAGED where it is not there. */
  forAnswering(use: ModelUse): Promise<Embedder>;
}
