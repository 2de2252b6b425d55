import { expect, test } from "vitest";
import { begin, codeOf, sending } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

test("a row that a database refuses is logged by code and constraint, without a value of it", async () => {
  const begun = await begin(setting);
  const { conversation } = begun;
  const anna = await setting.agent("anna");
  const [row] = await setting.rows<{ pseudonym: string }>(
    "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
    [conversation],
  );
  // Under row-level security PostgreSQL itself keeps most values to itself; this one quotes a row wherever it can.
  await setting.rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'canary', TABLE = 'conversation_event',
      MESSAGE = 'refused: ' || NEW.conversation_pseudonym, DETAIL = 'Failing row: ' || NEW.conversation_pseudonym,
      HINT = NEW.conversation_pseudonym; END $$`);
  await setting.rows(
    "CREATE TRIGGER refuse BEFORE INSERT ON conversation_event FOR EACH ROW EXECUTE FUNCTION refuse()",
  );
  // By the append's own statements, and by Prisma.
  const sent = await begun.citizen.call("message:send", sending(conversation, begun.chain.text()));
  const taken = await anna.call("conversation:take", { conversation });
  await setting.rows("DROP TRIGGER refuse ON conversation_event");
  expect([codeOf(sent), codeOf(taken)]).toEqual(["unavailable", "internal"]);
  const lines = setting.gateway
    .output()
    .split("\n")
    .filter((line) => line.includes("append failed") || line.includes("request failed"));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/"code":"23514".*"constraint":"canary"/);
  for (const line of lines) {
    expect(line).not.toContain("Failing row");
    expect(line).not.toContain(row?.pseudonym);
  }
});
