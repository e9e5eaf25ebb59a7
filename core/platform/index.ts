export type { Clock } from './clock.ts';
export type { FileReader, Files } from './files.ts';
export type { JobContext } from './job-context.ts';
