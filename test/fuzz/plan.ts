import fc from "fast-check";
import { fittingCalls } from "./fitting.js";
import { type ForeignCookie, foreignCookies } from "./foreign.js";
import { absurd, nearly } from "./mutations.js";
import { packets } from "./packets.js";
import { type Request, requests } from "./requests.js";
import { events, type Namespace } from "./surface.js";
import { valuesOf } from "./values.js";

/** What is sent, as a pure function of the seed: references stand for what only the running town has. */

export type Frame =
  /** A packet as a client's library makes it. */
  | { kind: "event"; event: string; args: unknown[]; acknowledged: boolean }
  /** Network frames as they are, whatever the libraries think of them. */
  | { kind: "packets"; frames: (string | Uint8Array)[] }
  | { kind: "request"; request: Request }
  /** A line that is opened with a session that is not the sender's, and one call on it. */
  | { kind: "entry"; cookie: ForeignCookie; event: string; args: unknown[] };

/** As whom a worker speaks. A stranger never authenticates. */
export type Part = "citizen" | "stranger" | "colleague";
export const namespaceOf = (part: Part): Namespace => (part === "colleague" ? "/agent" : "/citizen");

/** Names that a library keeps for itself, or that every object has. */
const reserved = [
  ...["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener", "error"],
  ...[
    "toString",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "challenge",
    "session:ended",
    "message:new",
    "",
  ],
];

const eventFrames = (namespace: Namespace): fc.Arbitrary<Frame> => {
  const table = events[namespace];
  const everyEvent = Object.values(events).flatMap((each) => Object.keys(each));
  const right = fc.oneof(
    ...Object.entries(table).map(([event, schema]) =>
      valuesOf(schema).map((request) => ({ event, request })),
    ),
  );
  const called = (args: fc.Arbitrary<{ event: string; args: unknown[] }>, acknowledged = true) =>
    args.map((call): Frame => ({ kind: "event", ...call, acknowledged }));
  const one = (call: fc.Arbitrary<{ event: string; request: unknown }>) =>
    call.map(({ event, request }) => ({ event, args: [request] }));
  const nearlyRight = fc.oneof(
    ...Object.entries(table).map(([event, schema]) =>
      nearly(valuesOf(schema)).map((request) => ({ event, request })),
    ),
  );
  const nearlyFitting = fittingCalls(namespace).chain(({ event, request }) =>
    nearly(fc.constant(request)).map((spoilt) => ({ event, request: spoilt })),
  );
  const names = fc.constantFrom(...everyEvent, ...reserved);
  return fc.oneof(
    { weight: 10, arbitrary: called(one(fittingCalls(namespace))) },
    { weight: 9, arbitrary: called(one(nearlyFitting)) },
    { weight: 8, arbitrary: called(one(right)) },
    { weight: 9, arbitrary: called(one(nearlyRight)) },
    // Another event's request, an absurd one, several, none.
    {
      weight: 3,
      arbitrary: called(fc.tuple(names, right).map(([event, { request }]) => ({ event, args: [request] }))),
    },
    {
      weight: 5,
      arbitrary: called(
        fc.tuple(names, fc.array(absurd, { maxLength: 3 })).map(([event, args]) => ({ event, args })),
      ),
    },
    { weight: 1, arbitrary: called(one(right), false) },
    {
      weight: 1,
      arbitrary: called(
        fc.tuple(names, fc.array(absurd, { maxLength: 2 })).map(([event, args]) => ({ event, args })),
        false,
      ),
    },
  );
};

/** The frames of one kind of worker. */
const framesOf = (part: Part): fc.Arbitrary<Frame> =>
  fc.oneof(
    { weight: 12, arbitrary: eventFrames(namespaceOf(part)) },
    {
      weight: 1,
      arbitrary: packets(namespaceOf(part)).map((frames): Frame => ({ kind: "packets", frames })),
    },
    {
      weight: part === "colleague" ? 6 : 1,
      arbitrary: requests.map((request): Frame => ({ kind: "request", request })),
    },
    {
      weight: part === "colleague" ? 1 : 0,
      arbitrary: fc
        .tuple(foreignCookies, fittingCalls("/agent"))
        .map(([cookie, { event, request }]): Frame => ({ kind: "entry", cookie, event, args: [request] })),
    },
  );
/** Made once: asking every schema for its bounds takes its time. */
const made = new Map<Part, fc.Arbitrary<Frame>>();

/** The `count` frames of one stretch of a worker: the same for the same numbers. */
export const planOf = (
  part: Part,
  { seed, worker, stretch }: { seed: number; worker: number; stretch: number },
  count: number,
): Frame[] => {
  const frames = made.get(part) ?? framesOf(part);
  made.set(part, frames);
  return fc.sample(frames, { seed: (seed * 1_000_003 + worker * 1_009 + stretch) | 0, numRuns: count });
};
