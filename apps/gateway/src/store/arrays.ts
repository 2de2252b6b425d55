/**
 * Array parameters in PostgreSQL's binary form (`array_recv`, src/backend/utils/adt/arrayfuncs.c): dimensions, whether
 * there are nulls, the element's type, then each element with its length. As text, which is what `pg` makes of an
 * array, every element is escaped here and parsed there, and bytes take twice their length.
 */

type Element<T> = { type: number; byteLength: (value: T) => number; write: (value: T, into: Place) => void };
type Place = { buffer: Buffer; at: number };

const arrayOf =
  <T>({ type, byteLength, write }: Element<T>) =>
  (values: readonly (T | null)[]): Buffer => {
    let length = 20;
    for (const value of values) length += 4 + (value === null ? 0 : byteLength(value));
    const buffer = Buffer.allocUnsafe(length);
    buffer.writeInt32BE(1, 0);
    buffer.writeInt32BE(values.includes(null) ? 1 : 0, 4);
    buffer.writeInt32BE(type, 8);
    buffer.writeInt32BE(values.length, 12);
    buffer.writeInt32BE(1, 16);
    let at = 20;
    for (const value of values) {
      const size = value === null ? 0 : byteLength(value);
      buffer.writeInt32BE(value === null ? -1 : size, at);
      at += 4;
      if (value !== null) write(value, { buffer, at });
      at += size;
    }
    return buffer;
  };

/** Identifiers as UUID text. */
export const uuidArray = arrayOf<string>({
  type: 2950,
  byteLength: () => 16,
  write: (value, { buffer, at }) => buffer.write(value.replaceAll("-", ""), at, 16, "hex"),
});

export const textArray = arrayOf<string>({
  type: 25,
  byteLength: (value) => Buffer.byteLength(value),
  write: (value, { buffer, at }) => buffer.write(value, at),
});

export const intArray = arrayOf<number>({
  type: 23,
  byteLength: () => 4,
  write: (value, { buffer, at }) => buffer.writeInt32BE(value, at),
});

export const smallintArray = arrayOf<number>({
  type: 21,
  byteLength: () => 2,
  write: (value, { buffer, at }) => buffer.writeInt16BE(value, at),
});

export const byteaArray = arrayOf<Uint8Array>({
  type: 17,
  byteLength: (value) => value.length,
  write: (value, { buffer, at }) => buffer.set(value, at),
});

/** 2000-01-01T00:00Z in unix milliseconds: where PostgreSQL's microseconds begin. */
const postgresEpochMs = 946_684_800_000;

/** Timestamps with time zone. */
export const timeArray = arrayOf<Date>({
  type: 1184,
  byteLength: () => 8,
  write: (value, { buffer, at }) =>
    buffer.writeBigInt64BE(BigInt(value.getTime() - postgresEpochMs) * 1000n, at),
});
