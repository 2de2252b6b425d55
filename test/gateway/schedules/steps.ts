import fc from "fast-check";

/** What can happen at a town's two desks, as a list that fast-check makes at random and makes shorter when one fails. */

/** Anna and Bram answer the first desk, Chris the second. */
export const names = ["anna", "bram", "chris"] as const;
export type Name = (typeof names)[number];
/** Which of two: desks, topics, gateways. */
export type Which = 0 | 1;

type Each<Steps extends string, More> = Steps extends string ? { step: Steps } & More : never;
type OfTalk = { conversation: number };
type ByColleague = OfTalk & { who: Name | "owner" };

/** `conversation`: a number that stands for one of those there are. `who` "owner": whoever has it in hand then. */
export type Step =
  | Each<"ask", { desk: Which; topic: Which | null; at: Which }>
  // `late`: two hours pass for whoever waits in it.
  | Each<"write" | "leave" | "late" | "accept" | "decline", OfTalk>
  | Each<"be", { who: Name; state: "on_duty" | "pause" | "wrap_up" | "off" }>
  | Each<"take" | "answer" | "close" | "reopen" | "wake" | "label" | "transfer", ByColleague>
  | Each<"give", ByColleague & { to: Name }>
  | Each<"snooze", ByColleague & { until: "citizen" | "moment" }>
  // A connection breaks, and the browser comes back at the other gateway; or the browser is gone until it is opened anew.
  | Each<"cut" | "browser_dies", { who: Name }>
  | Each<"opens_browser", { who: Name; at: Which }>
  | Each<"set_desk", { desk: Which; hours: "open" | "closed"; assignment: "push" | "pull" }>
  | Each<"end_topic", { topic: Which }>
  | Each<"kill", { gateway: Which }>
  | Each<"pass", object>;

/** Steps that are begun at once; the next round begins when all of them are done. */
export type Round = readonly Step[];

const which = fc.constantFrom<Which[]>(0, 1);
const name = fc.constantFrom(...names);
const conversation = fc.nat({ max: 30 });
const byColleague = {
  who: fc.oneof({ weight: 3, arbitrary: fc.constant("owner" as const) }, { weight: 2, arbitrary: name }),
  conversation,
};
const by = fc.record(byColleague);
const hours = fc.constantFrom("open" as const, "closed" as const);
// On duty more often than not, and so with desks that push.
const state = fc.constantFrom(
  "on_duty" as const,
  "on_duty",
  "on_duty",
  "pause" as const,
  "wrap_up" as const,
  "off" as const,
);
const assignment = fc.constantFrom("push" as const, "push", "pull" as const);

/** So often among all others, with the rest of what it says. */
const often = <Name extends Step["step"]>(
  weight: number,
  step: Name,
  rest: fc.Arbitrary<Omit<Extract<Step, { step: Name }>, "step">>,
) => ({ weight, arbitrary: rest.map((so) => ({ step, ...so }) as Step) });

const step: fc.Arbitrary<Step> = fc.oneof(
  often(10, "ask", fc.record({ desk: which, topic: fc.option(which), at: which })),
  often(8, "write", fc.record({ conversation })),
  often(1, "leave", fc.record({ conversation })),
  often(3, "late", fc.record({ conversation })),
  often(3, "accept", fc.record({ conversation })),
  often(1, "decline", fc.record({ conversation })),
  often(8, "be", fc.record({ who: name, state })),
  often(5, "take", by),
  often(5, "answer", by),
  often(4, "close", by),
  often(2, "reopen", by),
  often(1, "wake", by),
  often(1, "label", by),
  often(4, "transfer", by),
  often(4, "give", fc.record({ ...byColleague, to: name })),
  often(
    3,
    "snooze",
    fc.record({ ...byColleague, until: fc.constantFrom("citizen" as const, "moment" as const) }),
  ),
  often(2, "cut", fc.record({ who: name })),
  often(2, "browser_dies", fc.record({ who: name })),
  often(2, "opens_browser", fc.record({ who: name, at: which })),
  often(3, "set_desk", fc.record({ desk: which, hours, assignment })),
  often(1, "end_topic", fc.record({ topic: which })),
  often(1, "kill", fc.record({ gateway: which })),
  often(2, "pass", fc.constant({})),
);

/** Five at once, or fewer: a schedule that fails is made shorter by leaving steps out. */
const round: fc.Arbitrary<Round> = fc
  .array(fc.option(step, { freq: 4 }), { minLength: 5, maxLength: 5 })
  .map((steps) => steps.filter((one) => one !== null));

/** Twelve rounds of up to five steps at once. */
export const schedule: fc.Arbitrary<Round[]> = fc.array(round, { minLength: 12, maxLength: 12 });
