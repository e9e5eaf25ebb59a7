import { describe, expect, it } from 'vitest';
import { createGraph } from './onnx-graph.ts';

describe('createGraph', () => {
  it('refuses to encode more than an ONNX file can hold', () => {
    const graph = createGraph('large');
    const part = new Float32Array(2 ** 26);
    for (let i = 0; i < 8; i += 1) graph.constant(part, [part.length]);
    expect(() => graph.encode({ value: 'c0', name: 'x', dimensions: [1] })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining('2.0 GB') }),
    );
  });
});
