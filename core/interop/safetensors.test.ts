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

  const raw = (entries: Record<string, unknown>, data: Uint8Array) => {
    const header = new TextEncoder().encode(JSON.stringify(entries));
    const bytes = new Uint8Array(8 + header.length + data.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    bytes.set(data, 8 + header.length);
    return bytes;
  };

  it('reads half-precision weights as float32, wherever they stand', () => {
    const halves = Uint8Array.of(0x00, 0x3c, 0x00, 0xc0, 0x80, 0x3f);
    for (const pad of ['', 'x', 'xx', 'xxx']) {
      const bytes = raw(
        {
          __metadata__: { pad },
          a: { dtype: 'F16', shape: [1, 2], data_offsets: [0, 4] },
          b: { dtype: 'BF16', shape: [1], data_offsets: [4, 6] },
        },
        halves,
      );
      const read = readSafetensors(bytes, 'x');
      expect(read.get('a')).toEqual({ shape: [1, 2], data: Float32Array.of(1, -2) });
      expect(read.get('b')).toEqual({ shape: [1], data: Float32Array.of(1) });
    }
  });

  it('reads float32 that does not stand on a multiple of four', () => {
    const data = new Uint8Array(Float32Array.of(0.5, -7).buffer);
    for (const pad of ['', 'x', 'xx', 'xxx']) {
      const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
      const read = readSafetensors(raw({ __metadata__: { pad }, a: entry }, data), 'x');
      expect(read.get('a')?.data).toEqual(Float32Array.of(0.5, -7));
    }
  });

  it('leaves out what holds no weights, but checks its place', () => {
    const entry = { dtype: 'I64', shape: [1, 2], data_offsets: [0, 16] };
    expect(readSafetensors(raw({ position_ids: entry }, new Uint8Array(16)), 'x').size).toBe(0);
    expect(() => readSafetensors(raw({ position_ids: entry }, new Uint8Array(15)), 'x')).toThrow(
      /does not fit/,
    );
  });

  it('does not copy what it can look at', () => {
    const bytes = writeSafetensors({ a: { shape: [2], data: Float32Array.of(1, 2) } });
    expect(readSafetensors(bytes, 'x').get('a')?.data.buffer).toBe(bytes.buffer);
  });
});
