import type { ScheduleState } from '#core/contract/schedule.ts';
import { table } from '../terminal/table.ts';

/** What is watched, what is due, and what became of the last time. */
export function scheduleLines({
  words,
  watched,
  last,
  nextTraining,
  lookedAt,
}: ScheduleState): string[] {
  const times = [
    ['next daily training', nextTraining === null ? '' : moment(nextTraining)],
    ['the last one', last === null ? '' : `due ${moment(last.dueAt)}. ${last.words}`],
    ['last look', lookedAt === null ? '' : moment(lookedAt)],
  ].filter(([, value]) => value !== '');
  return [
    words,
    ...table([{ title: '' }, { title: '', max: 300 }], times).map((line) => `  ${line}`),
    ...(watched.length === 0 ? [] : ['', ...watchedLines(watched)]),
  ];
}

function watchedLines(watched: ScheduleState['watched']): string[] {
  return table(
    [
      { title: 'state' },
      { title: 'file', max: 120 },
      { title: 'kind' },
      { title: 'imported' },
      { title: '', max: 200 },
    ],
    watched.map(({ state, path, kind, collection, importedAt, reason }) => [
      state,
      path,
      kind === 'feedback' ? kind : collection,
      importedAt === null ? '' : moment(importedAt),
      reason ?? '',
    ]),
  );
}

/** Local time to the minute. */
function moment(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
