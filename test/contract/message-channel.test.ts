import { connectOverChannel } from './connections.ts';
import { describeEngine } from './engine-suite.ts';

describeEngine('over a MessageChannel', connectOverChannel);
