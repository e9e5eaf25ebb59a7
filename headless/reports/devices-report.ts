import type { DevicesOverview, DeviceVerdict } from '#core/contract/models.ts';
import { count, metric } from '../terminal/numbers.ts';
import { table } from '../terminal/table.ts';

/** What was found, and what was measured for each model. */
export function deviceLines({ found, verdicts }: DevicesOverview): string[] {
  const columns = [{ title: 'device' }, { title: 'name' }, { title: '' }, { title: '' }];
  const rows = found.map(({ device, name, available, detail }) => [
    device,
    name,
    available ? 'available' : 'not available',
    detail,
  ]);
  const measured = verdicts.flatMap((verdict) => ['', ...verdictLines(verdict)]);
  const none = ['', 'Nothing was measured yet; devices WORKSPACE --model ID --measure does it.'];
  return [...table(columns, rows), ...(verdicts.length === 0 ? none : measured)];
}

/** One model on the devices of this machine. */
export function verdictLines({ modelName, model, measuredAt, reports }: DeviceVerdict): string[] {
  const right = { align: 'right' } as const;
  const columns = [
    { title: '' },
    { title: 'device' },
    { title: 'dtype' },
    { title: 'texts/s', ...right },
    { title: 'cosine', ...right },
    { title: 'same top 10', ...right },
    { title: 'why', max: 120 },
  ];
  const rows = reports.map((report) => [
    report.chosen ? '*' : '',
    report.device,
    report.dtype,
    report.textsPerSecond === null ? '–' : count(report.textsPerSecond),
    report.agreement === null ? '–' : report.agreement.toFixed(4),
    metric(report.sameTop10),
    report.reason,
  ]);
  const when = measuredAt.slice(0, 16).replace('T', ' ');
  return [`${modelName} (${model}), measured ${when}:`, ...table(columns, rows)];
}
