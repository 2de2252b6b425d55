import { expect, test } from "vitest";
import { begin, beginInternal, codeOf, load, yes } from "../harness/conversation.js";
import { type EpochWish, makeEpoch, makeInternalEpoch, participantsOf } from "../harness/frames.js";
import { importBundle, useSetting } from "../harness/setting.js";

const setting = useSetting();

/** A conversation, a colleague who has loaded it, and ways to make and publish its next epochs. */
const about = async () => {
  const begun = await begin(setting);
  const anna = await setting.agent("anna");
  yes(await load(anna, begun.conversation));
  const { conversation, citizen } = begun;
  const make = (wish: EpochWish = {}) =>
    makeEpoch(setting, { conversation, citizen: citizen.keys }, { previous: begun.epoch, ...wish });
  const publish = (who: typeof anna, record: Uint8Array, channel = "public") =>
    who.call("epoch:publish", { conversation, channel, record });
  const attempt = async (wish: EpochWish) => codeOf(await publish(citizen, (await make(wish)).recordBytes));
  return { ...begun, anna, make, publish, attempt };
};

const asDesk = (name: "anna" | "bram" | "chris"): EpochWish => ({
  creator: { role: "desk", keys: setting.colleague(name).keys.signing },
});

test("[E1] the next number is stored and told, the same record again is answered, another is epoch_taken", async () => {
  const { conversation, citizen, anna, make, publish } = await about();
  const next = await make();
  const stored = { conversation, channel: "public", epoch: 1, record: Buffer.from(next.recordBytes) };
  expect(yes(await publish(citizen, next.recordBytes))).toMatchObject({ epoch: 1 });
  expect(await anna.heard("epoch:new")).toEqual(stored);
  expect(yes(await publish(citizen, next.recordBytes))).toEqual(stored);
  expect(codeOf(await publish(citizen, (await make()).recordBytes))).toBe("epoch_taken");
  const far = await make({ previous: await make({ previous: next }) });
  expect(codeOf(await publish(citizen, far.recordBytes))).toBe("out_of_order");
  expect(yes(await load(anna, conversation)).epochs).toMatchObject([{ epoch: 0 }, { epoch: 1 }]);
  expect(anna.news("epoch:new")).toHaveLength(1);
});

test("[E1] of two next epochs at once one is stored", async () => {
  const { citizen, anna, make, publish } = await about();
  const [one, other] = [await make(), await make(asDesk("anna"))];
  const answers = await Promise.all([publish(citizen, one.recordBytes), publish(anna, other.recordBytes)]);
  expect(answers.map(codeOf).toSorted()).toEqual(["epoch_taken", "ok"]);
});

test("[E2] a record of another conversation or with a broken signature is malformed, by another creator forbidden", async () => {
  const { citizen, anna, make, publish, attempt } = await about();
  const other = await begin(setting);
  const next = await make();
  expect(codeOf(await publish(citizen, next.recordBytes.with(-1, (next.recordBytes.at(-1) ?? 0) ^ 1)))).toBe(
    "malformed",
  );
  expect(await attempt({ conversation: other.epoch.record.conversation })).toBe("malformed");
  expect(codeOf(await publish(anna, next.recordBytes))).toBe("forbidden");
  expect(await attempt({ creator: { role: "desk", keys: citizen.keys.signing } })).toBe("forbidden");
  expect(codeOf(await publish(anna, (await make(asDesk("bram"))).recordBytes))).toBe("forbidden");
  expect(codeOf(await publish(anna, (await make(asDesk("anna"))).recordBytes))).toBe("ok");
});

test("[E3] exactly the desk's and the archive's current keys, one citizen in public, none in internal", async () => {
  const { conversation, citizen, anna, attempt, publish } = await about();
  const good = participantsOf(setting.town, setting.desk, citizen.keys);
  const [first, desk, archive] = good;
  if (!first || !desk || !archive) throw new Error("three participants");
  expect(await attempt({ participants: [first, desk] })).toBe("desk_superseded");
  expect(await attempt({ participants: [first, archive] })).toBe("desk_superseded");
  expect(await attempt({ participants: [...good, desk] })).toBe("desk_superseded");
  expect(await attempt({ participants: [first, { ...desk, certHash: archive.certHash }, archive] })).toBe(
    "desk_superseded",
  );
  expect(await attempt({ participants: [desk, archive] })).toBe("malformed");
  expect(await attempt({ participants: [first, ...good] })).toBe("malformed");
  expect(await attempt({ participants: good })).toBe("ok");

  const colleague = { conversation, colleague: anna.keys };
  const shared = await makeInternalEpoch(setting, colleague, { participants: good });
  expect(codeOf(await publish(anna, shared.recordBytes, "internal"))).toBe("malformed");
  await beginInternal(setting, conversation, anna);
});

test("[E3] after a desk has a new key, its old one is desk_superseded", async () => {
  const { attempt } = await about();
  const { desk, town } = setting;
  const old = participantsOf(town, desk, (await begin(setting)).citizen.keys);
  await town.rotate(desk);
  expect(await importBundle(town.bundle(), setting.databases.databaseUrl)).toMatchObject({ code: 0 });
  expect(await attempt({ participants: old })).toBe("desk_superseded");
  expect(await attempt({})).toBe("ok");
});

test("[E4] log_size is not above the log's and not below the previous epoch's", async () => {
  const { attempt } = await about();
  const size = setting.town.log.length;
  expect(await attempt({ logSize: size + 1 })).toBe("malformed");
  expect(await attempt({ logSize: size - 1 })).toBe("desk_superseded");
  expect(await attempt({ logSize: size })).toBe("ok");
});

test("[E5] records are stored sealed under the conversation's own key, which lives in the other database", async () => {
  const { conversation, epoch } = await about();
  const [row] = await setting.rows<{ sealed_record: Buffer }>(
    "SELECT sealed_record FROM conversation_epoch WHERE conversation_id = $1",
    [conversation],
  );
  expect(row?.sealed_record.length).toBe(epoch.recordBytes.length + 28);
  expect(row?.sealed_record.includes(Buffer.from(epoch.recordBytes.subarray(0, 22)))).toBe(false);
  const keys = await setting.keyRows<{ key: Buffer; bound_at: Date | null }>(
    "SELECT key, bound_at FROM conversation_key WHERE conversation_id = $1",
    [conversation],
  );
  expect(keys).toEqual([{ key: expect.any(Buffer), bound_at: expect.any(Date) }]);
  const tables = await setting.rows("SELECT 1 FROM pg_tables WHERE tablename = 'conversation_key'");
  expect(tables).toEqual([]);
});

test("[E5] a conversation whose key was destroyed cannot be read", async () => {
  const { conversation, anna } = await about();
  expect(codeOf(await load(anna, conversation))).toBe("ok");
  await setting.keyRows("DELETE FROM conversation_key WHERE conversation_id = $1", [conversation]);
  expect(codeOf(await load(anna, conversation))).toBe("internal");
});
