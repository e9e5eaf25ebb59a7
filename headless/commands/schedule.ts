import { type Command, Option } from 'commander';
import { CANONICAL, FileKind } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ScheduleState, WatchedPlace } from '#core/contract/schedule.ts';
import { SettingsChange } from '#core/contract/workspace.ts';
import { absolute, type CommandContext, printResult, withEngine } from '../command-context.ts';
import { scheduleLines } from '../reports/schedule-report.ts';
import type { EngineClient, Runtime } from '../runtime.ts';
import { addTake } from './schedule-take.ts';

interface Json {
  json?: boolean;
}

interface WatchOptions extends Json {
  kind: FileKind;
  collection: string;
}

const HELP = `
Files and clock are watched while the window or \`plumbline serve\` is open. What has changed is
offered there, or with onChange=train in settings taken in by itself.`;

/** `schedule WS` and what belongs to it: watched files, and the daily training. */
export function addSchedule(program: Command, context: CommandContext): void {
  const { runtime } = context;
  const schedule = program
    .command('schedule')
    .description('show what is watched and what is due, or change it')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .addHelpText('after', HELP)
    .action((workspace: string, { json }: Json) =>
      show(runtime, workspace, { json, readOnly: true }, (client) => client.schedule.state()),
    );
  addLooking(schedule, runtime);
  addTake(schedule, context);
  addPlaces(schedule, runtime);
  schedule
    .command('daily')
    .description('train everything anew every day at a local time, or no longer')
    .argument('<workspace>', "the workspace's folder")
    .argument('<time>', '"03:30", or off')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, time: string, { json }: Json) =>
      change(runtime, workspace, json, async () => dailyChange(time)),
    );
}

function addLooking(schedule: Command, runtime: Runtime): void {
  schedule
    .command('look')
    .description('look at every watched file now')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, { json }: Json) =>
      show(runtime, workspace, { json }, (client) => client.schedule.look()),
    );
  schedule
    .command('ignore')
    .description('leave out what has changed until it changes again')
    .argument('<workspace>', "the workspace's folder")
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, { json }: Json) =>
      show(runtime, workspace, { json }, (client) => client.schedule.ignore()),
    );
}

function addPlaces(schedule: Command, runtime: Runtime): void {
  schedule
    .command('watch')
    .description('watch a file, or the files of a folder')
    .argument('<workspace>', "the workspace's folder")
    .argument('<path>', 'of a folder, every file that can be read, not below it')
    .addOption(
      new Option('--kind <kind>', 'what the files hold')
        .choices(FileKind.options)
        .makeOptionMandatory(),
    )
    .option('--collection <name>', 'where entries go', CANONICAL)
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, path: string, { kind, collection, json }: WatchOptions) =>
      change(runtime, workspace, json, async (watch) => {
        const place = { path: absolute(runtime, path), kind, collection };
        return { watch: [...watch.filter((one) => one.path !== place.path), place] };
      }),
    );
  schedule
    .command('unwatch')
    .description('watch a file or folder no longer; what was imported stays')
    .argument('<workspace>', "the workspace's folder")
    .argument('<path>', 'as schedule lists it')
    .option('--json', 'print JSON alone on stdout')
    .action((workspace: string, path: string, { json }: Json) =>
      change(runtime, workspace, json, async (watch) => {
        const unwanted = absolute(runtime, path);
        const left = watch.filter((one) => one.path !== unwanted);
        if (left.length < watch.length) return { watch: left };
        throw new PlumblineError('NOT_FOUND', `${unwanted} is not watched.`, {
          remedy: 'See schedule WORKSPACE for what is.',
        });
      }),
    );
}

async function show(
  runtime: Runtime,
  workspace: string,
  { json, readOnly = false }: { json: boolean | undefined; readOnly?: boolean },
  ask: (client: EngineClient) => Promise<ScheduleState>,
): Promise<void> {
  const state = await withEngine(runtime, workspace, readOnly, ({ client }) => ask(client));
  printResult(runtime, json, state, () => scheduleLines(state));
}

/** Changes the settings and shows what is watched then. */
async function change(
  runtime: Runtime,
  workspace: string,
  json: boolean | undefined,
  changes: (watch: readonly WatchedPlace[]) => Promise<SettingsChange>,
): Promise<void> {
  await show(runtime, workspace, { json }, async (client) => {
    const { settings } = await client.workspace.get();
    await client.workspace.update(checked(await changes(settings.watch)));
    return client.schedule.look();
  });
}

function checked(changes: SettingsChange): SettingsChange {
  const parsed = SettingsChange.safeParse(changes);
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues.map(({ message }) => message).join('; ');
  throw new PlumblineError('BAD_INPUT', `That cannot be set: ${why}.`, {
    remedy: 'See schedule --help.',
  });
}

function dailyChange(time: string): SettingsChange {
  if (time === 'off') return { dailyAt: null };
  const padded = /^\d:\d\d$/.test(time) ? `0${time}` : time;
  if (SettingsChange.shape.dailyAt.safeParse(padded).success) return { dailyAt: padded };
  throw new PlumblineError('BAD_INPUT', `"${time}" is no time of a day.`, {
    remedy: 'Write it like 03:30, or off.',
  });
}
