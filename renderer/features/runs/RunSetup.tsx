import type { RunRecord } from '#core/contract/index.ts';
import { Facts } from './Facts.tsx';
import { changedSettings, dataRows, environmentRows, parameterRows } from './run-view.ts';
import { embedderTitle } from './runs-view.ts';

interface Props {
  run: RunRecord;
  models: readonly { id: string; name: string }[];
}

/** What a run was asked for, with what settings, on what data, and where. */
export function RunSetup({ run, models }: Props) {
  const recorded = Object.keys(run.settings).length > 0;
  return (
    <>
      <Facts
        title="Parameters"
        rows={parameterRows(run, embedderTitle(run.parameters.embedder, models))}
      />
      <Facts
        title="Settings that are not the default"
        rows={changedSettings(run.settings)}
        none={recorded ? 'All settings were the default.' : 'This run did not record its settings.'}
      />
      <Facts
        title="Data"
        rows={run.data ? dataRows(run.data) : []}
        none="It did not come so far as to read the data."
      />
      <Facts
        title="Environment"
        rows={environmentRows(run.environment)}
        none="This run did not record its environment."
      />
    </>
  );
}
