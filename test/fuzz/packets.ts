import fc from "fast-check";
import { events, type Namespace } from "./surface.js";

/** Frames of Engine.IO 4 and Socket.IO 5 that no client's library would send. */

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const nestedObjects = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const depths = fc.constantFrom(10, 1_000, 10_000, 40_000);

const garbage = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.uint8Array({ maxLength: 60 }),
  fc
    .tuple(fc.constantFrom(..."0123456789b"), fc.string({ maxLength: 30 }))
    .map(([type, rest]) => type + rest),
  fc
    .tuple(fc.constantFrom(..."0123456789"), fc.string({ maxLength: 30 }))
    .map(([type, rest]) => `4${type}${rest}`),
  fc.constantFrom(
    ...["", "1", "2probe", "3", "3probe", "5", "6", "4", "40", "41", "44", "40/", "40/nope,", "40/admin,{}"],
    ...[
      "40/citizen,",
      "40/agent,",
      '40/citizen,{"token":1}',
      "41/citizen,",
      "41/agent,",
      '44/citizen,{"message":1}',
    ],
  ),
);

/** Network frames that go together: a packet and the binary that it says it has, or lies about. */
export const packets = (namespace: Namespace): fc.Arbitrary<(string | Uint8Array)[]> => {
  const eventNames = fc.constantFrom(...Object.keys(events[namespace]));
  const ids = fc.constantFrom("", "0", "7", "999999999999999999999", "-1", "1.5");
  const payloads = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      "[",
      "]",
      "{}",
      "null",
      "[]",
      "[1]",
      "[{}]",
      '[["a"]]',
      "[null]",
      '{"__proto__":[]}',
      '["a"',
    ),
    fc.tuple(eventNames, depths).map(([event, depth]) => `["${event}",${nested(depth)}]`),
    fc
      .tuple(eventNames, fc.constantFrom(10, 1_000, 10_000))
      .map(([event, depth]) => `["${event}",${nestedObjects(depth)}]`),
    fc.tuple(eventNames, fc.jsonValue()).map(([event, value]) => JSON.stringify([event, value])),
  );
  const plain = fc
    .tuple(fc.constantFrom(..."0123456"), ids, payloads)
    .map(([type, id, payload]) => [`4${type}${namespace},${id}${payload}`]);

  const counts = fc.constantFrom(
    "0",
    "1",
    "2",
    "10",
    "11",
    "2001",
    "1000000000",
    "-1",
    "1.5",
    "",
    "1e3",
    "x",
  );
  const numbers = fc.constantFrom("0", "1", "-1", "1.5", "1e9", '"0"', '"__proto__"', "null", "{}");
  const placeholders = fc.oneof(
    numbers.map((num) => `{"_placeholder":true,"num":${num}}`),
    fc
      .tuple(numbers, depths)
      .map(([num, depth]) => `${"[".repeat(depth)}{"_placeholder":true,"num":${num}}${"]".repeat(depth)}`),
    fc.constantFrom('{"_placeholder":1}', '{"_placeholder":"true","num":0}'),
  );
  const lies = fc
    .record({
      type: fc.constantFrom("5", "6"),
      count: counts,
      event: eventNames,
      field: fc.constantFrom("envelope", "record", "signature", "__proto__"),
      placeholder: placeholders,
      attached: fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 3 }),
      id: ids,
    })
    .map(({ type, count, event, field, placeholder, attached, id }) => [
      `4${type}${count}-${namespace},${id}["${event}",{"${field}":${placeholder}}]`,
      ...attached,
    ]);
  return fc.oneof(
    { weight: 3, arbitrary: garbage.map((frame) => [frame]) },
    { weight: 4, arbitrary: plain },
    { weight: 4, arbitrary: lies },
  );
};
