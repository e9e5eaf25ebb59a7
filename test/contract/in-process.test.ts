import { connectInProcess } from './connections.ts';
import { describeEngine } from './engine-suite.ts';

describeEngine('in process', connectInProcess);
