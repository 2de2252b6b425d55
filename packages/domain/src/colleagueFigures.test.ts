import type { ColleagueFigures } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { inOrderOfNames, isToBeTold, standingDecision, toldToSupervisor } from "./colleagueFigures.js";

const choice = (what: "yes" | "no", atMs: number) => ({
  decision: { kind: "choice", choice: what } as const,
  ...{ reason: `${what} at ${atMs}`, atMs },
});

describe("what the town decided of figures per colleague", () => {
  it("is nothing where it decided nothing", () => {
    expect(standingDecision([])).toBeNull();
  });

  it("holds since it was decided first without a break, for the newest reason", () => {
    const all = [choice("yes", 1), choice("no", 2), choice("yes", 3), choice("yes", 4)];
    const upTo = (count: number) => standingDecision(all.slice(0, count).toReversed());
    expect(upTo(1)).toEqual({ choice: "yes", sinceMs: 1, reason: "yes at 1" });
    expect(upTo(2)).toEqual({ choice: "no", sinceMs: 2, reason: "no at 2" });
    expect(upTo(3)).toEqual({ choice: "yes", sinceMs: 3, reason: "yes at 3" });
    expect(upTo(4)).toEqual({ choice: "yes", sinceMs: 3, reason: "yes at 4" });
  });

  it("is told to a colleague once each time that it begins, and not while their supervisor sees nothing", () => {
    const yes = { choice: "yes", sinceMs: 3, reason: "" } as const;
    expect(isToBeTold(yes, null)).toBe(true);
    expect(isToBeTold(yes, 1)).toBe(true);
    expect(isToBeTold(yes, 3)).toBe(false);
    expect(isToBeTold({ ...yes, choice: "no" }, null)).toBe(false);
    expect(isToBeTold(null, null)).toBe(false);
  });
});

describe("what a supervisor is told", () => {
  it("is nothing of fewer than five conversations, and everything of five", () => {
    const of = (conversations: number) => ({ conversations }) as ColleagueFigures;
    expect(toldToSupervisor(of(0))).toBeNull();
    expect(toldToSupervisor(of(4))).toBeNull();
    expect(toldToSupervisor(of(5))).toEqual(of(5));
  });

  it("stands in the order of names, as Dutch has it, and those of the same name always in the same one", () => {
    const person = (alias: string, n: number) => ({ alias, member: `member ${n}` });
    const people = [
      person("Zoë", 1),
      person("anna", 2),
      person("Éva", 3),
      person("Bram", 5),
      person("Bram", 4),
    ];
    const ordered = inOrderOfNames(people).map(({ alias, member }) => `${alias} ${member.at(-1)}`);
    expect(ordered).toEqual(["anna 2", "Bram 4", "Bram 5", "Éva 3", "Zoë 1"]);
    expect(inOrderOfNames(people.toReversed())).toEqual(inOrderOfNames(people));
  });
});
