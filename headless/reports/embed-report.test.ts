import { describe, expect, it } from 'vitest';
import type { DistillResult } from '#core/node-distilling.ts';
import type { EmbedTableResult } from '#core/node-embedding.ts';
import { distillLines, embedLines } from './embed-report.ts';

const embedded: EmbedTableResult = {
  ...{ out: '/tmp/out.parquet', rows: 12_000, empty: 0, dimensions: 384, seconds: 3 },
  ...{ distinct: 12_000, cached: 0, computed: 12_000, where: 'on the CPU with int8' },
  model: { id: 'm-1', name: 'MiniLM', sha256: 'f', dtype: 'int8' },
};
const distilled: DistillResult = {
  ...{ out: '/tmp/static', bytes: 8_400_000, terms: 0 },
  model: {
    ...{ id: 'm-1', name: 'MiniLM, static 256', dimensions: 256 },
    ...{ licence: null, origin: '', sha256: 'f' },
  },
};

describe('embedLines', () => {
  it('says how many, by what, where and how fast', () => {
    expect(embedLines(embedded)).toEqual([
      '12 000 texts in 384 dimensions by MiniLM, on the CPU with int8, in 3.0 s (4 000 texts/s).',
      'The vectors are in /tmp/out.parquet.',
    ]);
  });

  it.each([
    [{ distinct: 11_000, cached: 500 }, '1 000 were repetitions, 500 came from the cache.'],
    [{ empty: 1 }, '1 row has no text.'],
    [{ empty: 2, cached: 1 }, '1 came from the cache, 2 rows have no text.'],
  ])('tells what was spared: %j', (patch, line) => {
    expect(embedLines({ ...embedded, ...patch })[1]).toBe(line);
  });

  it('has no rate where there was no time, and lets no name redraw the terminal', () => {
    const model = { ...embedded.model, name: 'a\u001b[2Jb' };
    expect(embedLines({ ...embedded, rows: 0, distinct: 0, seconds: 0, model })[0]).toBe(
      '0 texts in 384 dimensions by a·[2Jb, on the CPU with int8, in 0.0 s.',
    );
  });
});

describe('distillLines', () => {
  it('says what was made and what to do with it', () => {
    expect(distillLines(distilled)).toEqual([
      'MiniLM, static 256: 256 dimensions, 8.4 MB.',
      'The model is in /tmp/static. Use it with embed --embedder, or add it with models add.',
    ]);
    expect(distillLines({ ...distilled, terms: 1200 })[0]).toContain(', 1 200 terms of your own.');
  });
});
