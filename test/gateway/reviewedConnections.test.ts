import { expect, test } from "vitest";
import { connectAgent } from "../harness/callers.js";
import { importBundle, useSetting } from "../harness/setting.js";
import { Town } from "../harness/town.js";

const setting = useSetting();

test("a town whose connections cannot be reviewed does not keep another's ended sessions alive", async () => {
  const { gateway, town: first, rows } = setting;
  const second = await Town.found({ desk: ["els"] }, "proefdorp.nl");
  expect(await importBundle(second.bundle(), setting.databases.databaseUrl)).toMatchObject({ code: 0 });
  await rows("UPDATE organisation SET second_factor = 'offered'");
  const els = second.people.get("els");
  if (!els) throw new Error("nobody");
  // In this order: the town that fails is looked at first.
  const failing = await setting.agent("anna");
  const ending = await connectAgent({ gateway, town: second }, els);
  await rows(
    `CREATE POLICY broken ON member_session AS RESTRICTIVE
     USING (organisation_id <> '${first.organisation}' OR 1 / (length(organisation_id::text) - 36) = 1)`,
  );
  const closed = new Promise((resolve) => ending.socket.once("disconnect", resolve));
  await rows("UPDATE member_session SET revoked_at = now() WHERE organisation_id = $1", [
    second.organisation,
  ]);
  await closed;
  expect(ending.news("session:ended")).toHaveLength(1);
  expect(failing.socket.connected).toBe(true);
  expect(gateway.output()).toContain("connections not reviewed");
  await rows("DROP POLICY broken ON member_session");
});
