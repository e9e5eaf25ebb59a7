/** Bytes that are written one number after the other, little-endian. */
export interface ByteSheet {
  u16(value: number): ByteSheet;
  u32(value: number): ByteSheet;
  /** A whole number up to 2^53. */
  u64(value: number): ByteSheet;
  raw(bytes: Uint8Array): ByteSheet;
  done(): Uint8Array;
}

/** An empty sheet of exactly `length` bytes. */
export function byteSheet(length: number): ByteSheet {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const moved = (by: number) => {
    at += by;
    return sheet;
  };
  const sheet: ByteSheet = {
    u16(value) {
      view.setUint16(at, value, true);
      return moved(2);
    },
    u32(value) {
      view.setUint32(at, value, true);
      return moved(4);
    },
    u64(value) {
      view.setBigUint64(at, BigInt(value), true);
      return moved(8);
    },
    raw(added) {
      bytes.set(added, at);
      return moved(added.length);
    },
    done() {
      if (at !== length) throw new Error(`A record of ${length} bytes got ${at}.`);
      return bytes;
    },
  };
  return sheet;
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
