import { describe, expect, it } from 'vitest';
import { addedColumns } from './table-columns.ts';

describe('addedColumns', () => {
  it('numbers further candidates and puts the explanation last', () => {
    expect(addedColumns({ prefix: 'm_', k: 2, explanations: true })).toEqual([
      ...['m_key', 'm_name', 'm_term', 'm_probability', 'm_band', 'm_chosen_by'],
      ...['m_key_2', 'm_name_2', 'm_term_2', 'm_probability_2', 'm_band_2', 'm_explanation'],
    ]);
  });

  it('nests candidates where the format can', () => {
    expect(addedColumns({ prefix: '', k: 9, explanations: true, nested: true })).toEqual([
      ...['key', 'name', 'term', 'probability', 'band', 'chosen_by', 'candidates', 'explanation'],
    ]);
  });
});
