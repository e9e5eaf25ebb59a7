import { Button } from '@mantine/core';
import type { ScheduleState, Settings, WorkspaceSummary } from '#core/contract/index.ts';
import { useSettingsChange } from '#renderer/api/use-settings-change.ts';
import { Ago } from '#renderer/ui/Ago.tsx';
import { Card } from '#renderer/ui/Card.tsx';
import { engineWords, formatMoment } from '#renderer/ui/format.ts';
import { Segments } from '#renderer/ui/Segments.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import classes from './Services.module.css';
import { useSchedule, useScheduleActions } from './use-services.ts';
import { WatchedPlaces } from './WatchedPlaces.tsx';

const ON_CHANGE = [
  { value: 'offer', label: 'Offer to take it in' },
  { value: 'train', label: 'Take it in and train' },
] as const;
const USUAL_TIME = '03:30';

interface Props {
  workspace: WorkspaceSummary;
}

/** Files that are looked at for changes, and a time at which everything is trained anew. */
export function ScheduleCard({ workspace }: Props) {
  const { data: state } = useSchedule();
  const { look } = useScheduleActions();
  const { settings, readOnly } = workspace;
  const watches = settings.watch.length > 0;
  return (
    <Card
      title="Watch and schedule"
      aside={
        watches && (
          <>
            {state?.lookedAt && (
              <span>
                looked <Ago at={state.lookedAt} inWords />
              </span>
            )}
            <Button
              size="compact-xs"
              disabled={readOnly}
              loading={look.isPending}
              onClick={() => look.mutate()}
            >
              Look now
            </Button>
          </>
        )
      }
    >
      <section className={classes.part}>
        <h3>Watched files and folders</h3>
        <p>A dictionary or feedback that something else writes. Off while nothing is listed.</p>
        <WatchedPlaces workspace={workspace} watched={state?.watched ?? []} />
        {watches && <OnChange settings={settings} readOnly={readOnly} />}
      </section>
      <Daily workspace={workspace} state={state} />
      {state && <p className={classes.state}>{engineWords(state.words)}</p>}
    </Card>
  );
}

function OnChange({ settings, readOnly }: { settings: Settings; readOnly: boolean }) {
  const change = useSettingsChange();
  return (
    <div className={classes.act}>
      <span>When one changes</span>
      <Segments<Settings['onChange']>
        label="When a watched file changes"
        value={settings.onChange}
        options={ON_CHANGE}
        disabled={readOnly}
        onChange={(onChange) => change.mutate({ onChange })}
      />
    </div>
  );
}

function Daily({
  workspace: { settings, readOnly },
  state,
}: Props & { state: ScheduleState | undefined }) {
  const change = useSettingsChange();
  const { dailyAt } = settings;
  return (
    <section className={classes.part}>
      <Switch
        label="A full training every day"
        checked={dailyAt !== null}
        disabled={readOnly || change.isPending}
        hint="While Plumbline runs. One that was missed is made up for once, at the next start."
        onChange={(on) => change.mutate({ dailyAt: on ? USUAL_TIME : null })}
      />
      {dailyAt !== null && (
        <div className={classes.daily}>
          <label htmlFor="daily-at">At</label>
          <input
            id="daily-at"
            type="time"
            required
            disabled={readOnly}
            // Another setting of another window gives another field.
            key={dailyAt}
            defaultValue={dailyAt}
            onBlur={({ currentTarget: { value } }) => {
              if (value !== '' && value !== dailyAt) change.mutate({ dailyAt: value.slice(0, 5) });
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
          {state?.nextTraining && <span>next {formatMoment(state.nextTraining)}</span>}
        </div>
      )}
      {state?.last && (
        <p className={classes.state}>
          Last, {formatMoment(state.last.dueAt)}: {engineWords(state.last.words)}
        </p>
      )}
    </section>
  );
}
