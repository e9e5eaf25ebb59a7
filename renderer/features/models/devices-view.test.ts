import { describe, expect, it } from 'vitest';
import type { DeviceReport, DeviceVerdict } from '#core/contract/index.ts';
import { chosenWords, deviceLine, measurable, reportRows, shownModel } from './devices-view.ts';
import { aModel, aReport } from './testing.ts';

function verdict(reports: DeviceReport[], change: Partial<DeviceVerdict> = {}): DeviceVerdict {
  return { model: 'm', modelName: 'M', machine: '', measuredAt: '2026-11-20', reports, ...change };
}

describe('deviceLine', () => {
  const found = {
    device: 'webgpu',
    name: '',
    available: true,
    software: false,
    detail: '',
  } as const;

  it.each([
    [found, 'available'],
    [{ ...found, software: true }, 'imitated on the CPU'],
    [{ ...found, available: false, software: true }, 'not available'],
  ])('%#', (device, label) => {
    expect(deviceLine(device)).toMatchObject({ label, name: 'GPU' });
  });
});

describe('reportRows', () => {
  const rows = reportRows(
    verdict([
      aReport(),
      aReport({
        device: 'webgpu',
        usable: false,
        textsPerSecond: null,
        agreement: null,
        sameTop10: null,
      }),
      aReport({
        dtype: 'int8',
        textsPerSecond: 2190,
        agreement: 0.99999,
        sameTop10: 0.996,
        chosen: true,
      }),
    ]),
  );

  it('puts what is used first and what is refused last', () => {
    expect(rows.map((row) => row.verdict)).toEqual(['chosen', 'usable', 'refused']);
  });

  it('measures each against the fastest', () => {
    expect(rows.map((row) => row.share)).toEqual([1, 1000 / 2190, 0]);
  });

  it('never rounds up to perfect, and shows what was not measured as such', () => {
    const [first, , last] = rows;
    expect([first?.agreement, first?.sameTop10]).toEqual(['0.9999', '99\u00a0%']);
    expect([last?.speed, last?.agreement, last?.sameTop10]).toEqual(['–', '–', '–']);
  });
});

describe('shownModel', () => {
  const models = [aModel({ id: 'a' }), aModel({ id: 'b' })];

  it('is the chosen one, else the one measured last, else the first', () => {
    const verdicts = [
      verdict([], { model: 'b', measuredAt: '2026-11-20' }),
      verdict([], { model: 'gone', measuredAt: '2026-11-21' }),
    ];
    expect(shownModel(models, verdicts, 'a')?.id).toBe('a');
    expect(shownModel(models, verdicts, null)?.id).toBe('b');
    expect(shownModel(models, [], null)?.id).toBe('a');
    expect(shownModel([], verdicts, null)).toBeNull();
  });
});

it('measures whole transformers only', () => {
  const models = [aModel(), aModel({ kind: 'static' }), aModel({ damage: 'cut short' })];
  expect(measurable(models)).toEqual([aModel()]);
});

it('says what auto takes', () => {
  const chosen = aReport({ chosen: true, dtype: 'int8', textsPerSecond: 2190 });
  expect(chosenWords(verdict([aReport(), chosen]))).toBe(
    'CPU, 2 threads, int8: 2\u00a0190 texts/s',
  );
  expect(chosenWords(verdict([aReport()]))).toBeNull();
  expect(chosenWords(undefined)).toBeNull();
});
