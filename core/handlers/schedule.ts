import type { ScheduleState } from '#core/contract/schedule.ts';
import { scheduleState } from '#core/schedule/schedule-state.ts';
import { NOT_STARTED } from '#core/schedule/schedule-words.ts';
import { readSchedule } from '#core/schedule/stored-schedule.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';

export const scheduleHandlers = (engine: EngineContext) => {
  const schedule = () => engine.session().schedule();
  return {
    state: engineRouter.schedule.state.handler(() =>
      engine.session().readOnly ? storedState(engine) : schedule().state(),
    ),
    look: engineRouter.schedule.look.handler(() => schedule().look()),
    take: engineRouter.schedule.take.handler(() => schedule().take()),
    ignore: engineRouter.schedule.ignore.handler(() => schedule().ignore()),
  };
};

/** As the process that writes has left it. */
async function storedState({ session, deps }: EngineContext): Promise<ScheduleState> {
  const { files, layout, ledger, about } = session().reader;
  const { settings } = await about();
  const { imports } = await ledger.read();
  return scheduleState(await readSchedule(files, layout.schedule), {
    ...{ settings, imports, now: deps.clock.now() },
    idle: NOT_STARTED,
  });
}
