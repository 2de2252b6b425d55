import { expect, test } from "vitest";
import { loggedError } from "./errorLog.js";

const canary = "kanarie@gemeente.nl";

/** An error as `pg` makes it of what PostgreSQL says. */
const fromPostgres = () =>
  Object.assign(new Error(`invalid input: "${canary}"`), {
    severity: "ERROR",
    code: "23514",
    detail: `Failing row contains (${canary}).`,
    where: `COPY member, line 1: "${canary}"`,
    parameters: [canary],
    table: "member",
    constraint: "member_check",
  });

test("of a database's error the log has code, table and constraint, and no value", () => {
  const logged = loggedError(fromPostgres());
  expect(logged).toMatchObject({ code: "23514", table: "member", constraint: "member_check" });
  expect(logged.stack).toContain("errorLog.test.ts");
  expect(JSON.stringify(logged)).not.toContain(canary);
});

test("what is wrapped around a database's error says no more than it", () => {
  const logged = loggedError(new Error(`create({ account: "${canary}" })`, { cause: fromPostgres() }));
  expect(logged).toMatchObject({ type: "Error", cause: { code: "23514" } });
  expect(JSON.stringify(logged)).not.toContain(canary);
});

test("of our own errors the log has the message", () => {
  expect(loggedError(new TypeError("no such desk"))).toMatchObject({
    type: "TypeError",
    message: "no such desk",
  });
});
