import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlumblineError } from '#core/contract/errors.ts';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts';

const tensors = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== '__metadata__' && name !== '__proto__'),
  fc.oneof(
    fc.float32Array({ noNaN: true }).map((data): Tensor => ({ shape: [data.length], data })),
    fc.float64Array({ noNaN: true }).map((data): Tensor => ({ shape: [data.length], data })),
    fc.int8Array().map((data): Tensor => ({ shape: [1, data.length], data })),
    fc.uint32Array().map((data): Tensor => ({ shape: [data.length, 1], data })),
  ),
  { noNullPrototype: true },
);

describe('safetensors', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(tensors, (written) => {
        const read = readSafetensors(writeSafetensors(written), 'x.safetensors');
        expect(Object.fromEntries(read)).toEqual(written);
      }),
    );
  });

  it('reads a Buffer as it reads plain bytes', () => {
    const tensor = { shape: [2], data: Float64Array.of(0.5, -3) };
    const bytes = Buffer.concat([Buffer.from('xyz'), writeSafetensors({ tensor })]).subarray(3);
    expect(readSafetensors(bytes, 'x').get('tensor')).toEqual(tensor);
  });

  it('starts with the header length, little-endian, and aligns its arrays', () => {
    const bytes = writeSafetensors({ a: { shape: [1], data: Float32Array.of(1.5) } });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect((8 + length) % 8).toBe(0);
    expect(new DataView(bytes.buffer).getFloat32(8 + length, true)).toBe(1.5);
  });

  it('refuses every truncation as DAMAGED', () => {
    const bytes = writeSafetensors({ a: { shape: [4], data: Float32Array.of(1, 2, 3, 4) } });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => readSafetensors(bytes.slice(0, length), 'x')).toThrow(PlumblineError);
    }
  });

  it('refuses offsets that leave the file', () => {
    const header = new TextEncoder().encode(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
    );
    const bytes = new Uint8Array(8 + header.length + 4);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    expect(() => readSafetensors(bytes, 'x')).toThrow(/does not fit/);
  });
});
