import { createEngine, type Engine } from '#core/engine.ts';
import { nodeRunJob } from '#core/node-jobs.ts';
import { type NodeWiring, nodeWiring } from '#core/node-wiring.ts';
import { silentContext } from '#core/platform/node/job-context.ts';

/** An engine on this machine with something of it replaced. */
export function openEngineWith(folder: string, other: Partial<NodeWiring>): Promise<Engine> {
  const wiring = { ...nodeWiring(), ...other };
  return createEngine(
    { folder, readOnly: false },
    {
      ...wiring,
      quietContext: silentContext(wiring.clock),
      jobRunner: (of) => nodeRunJob(of, wiring),
    },
  );
}
