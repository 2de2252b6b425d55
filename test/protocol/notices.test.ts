import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { answered } from "../harness/closing.js";
import { type Begun, begin, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { Chain } from "../harness/frames.js";
import { type RunningGateway, startGateway } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";
import { startSmtp } from "../harness/smtp.js";

const smtp = await startSmtp();
afterAll(() => smtp.stop());
const settings = { SMTP_URL: smtp.url, NOTICE_AFTER_MS: "0", WATCH_INTERVAL_MS: "100" };
const setting = useSetting(settings);
const withoutMail = useSetting({ WATCH_INTERVAL_MS: "100" });

let second: RunningGateway | undefined;
beforeAll(async () => {
  const { organisation } = setting.town;
  await setting.rows("INSERT INTO embedding_origin VALUES ($1, 'https://www.town.example')", [organisation]);
  // Of two gateways one sends.
  second = await startGateway(setting.databases, settings);
});
afterAll(() => second?.stop());

const patience = { timeout: 25_000, interval: 50 };
let people = 0;
const newAddress = (domain = "post.example") => `inwoner${++people}@${domain}`;
const mailsTo = (address: string) => smtp.taken.filter(({ to }) => to === address);
const notices = (conversation: string) =>
  setting.rows<{ sealed_address: Buffer; told_seq: number; failures: number }>(
    "SELECT sealed_address, told_seq, failures FROM notice WHERE conversation_id = $1",
    [conversation],
  );

/** A conversation in which a colleague answers, and of which the citizen wants to be told. */
const asked = async (address = newAddress()) => {
  const begun = await begin(setting);
  const { conversation, citizen } = begun;
  await say(begun);
  expect(yes(await citizen.call("notice:ask", { conversation, address }))).toEqual({
    offered: true,
    asked: true,
  });
  const anna = await setting.agent("anna");
  yes(await anna.call("conversation:take", { conversation }));
  const chain = new Chain(begun.epoch, "desk", anna.keys);
  const answer = async () => yes(await anna.call("message:send", sending(conversation, chain.text())));
  return { ...begun, address, anna, answer };
};
/** Long enough for several sweeps of both gateways. */
const somewhatLater = () => new Promise((resolve) => setTimeout(resolve, 600));

describe("asking for a notice", () => {
  test("[N1] a citizen leaves an address, replaces and withdraws it; it is kept sealed, and nobody hears of it", async () => {
    const begun = await begin(setting);
    const { conversation, citizen } = begun;
    expect(yes(await citizen.call("notice:load", { conversation }))).toEqual({ offered: true, asked: false });
    for (const address of [newAddress(), newAddress()]) {
      yes(await citizen.call("notice:ask", { conversation, address }));
      const [kept, ...more] = await notices(conversation);
      expect(more).toEqual([]);
      expect(kept?.sealed_address.length).toBe(address.length + 28);
      expect(kept?.sealed_address.includes(address)).toBe(false);
    }
    expect(yes(await citizen.call("notice:load", { conversation }))).toEqual({ offered: true, asked: true });
    const anna = await setting.agent("anna");
    const loaded = yes(await load(anna, conversation));
    expect(JSON.stringify(loaded)).not.toMatch(/post\.example|notice|asked/);
    expect(codeOf(await anna.call("notice:load", { conversation }))).not.toBe("ok");
    yes(await citizen.call("notice:withdraw", { conversation }));
    expect(await notices(conversation)).toEqual([]);
    expect(yes(await citizen.call("notice:load", { conversation }))).toEqual({ offered: true, asked: false });
  });

  test("[N1] of another's conversation, of a closed one, and where no mail can be sent, none is taken", async () => {
    const begun = await begin(setting);
    const { conversation } = begun;
    const other = await setting.citizen();
    const address = newAddress();
    for (const act of ["notice:load", "notice:ask", "notice:withdraw"])
      expect(codeOf(await other.call(act, { conversation, ...(act === "notice:ask" && { address }) }))).toBe(
        "not_found",
      );
    expect(codeOf(await begun.citizen.call("notice:ask", { conversation, address: "jan@post" }))).toBe(
      "malformed",
    );
    expect(
      codeOf(await begun.citizen.call("notice:ask", { conversation, address: "a@b.nl\r\nBcc: c@d.nl" })),
    ).toBe("malformed");
    yes(await begun.citizen.call("conversation:close", { conversation, outcome: "left" }));
    expect(codeOf(await begun.citizen.call("notice:ask", { conversation, address }))).toBe(
      "conversation_closed",
    );
    const silent: Begun = await begin(withoutMail);
    const there = { conversation: silent.conversation };
    expect(yes(await silent.citizen.call("notice:load", there))).toEqual({ offered: false, asked: false });
    expect(codeOf(await silent.citizen.call("notice:ask", { ...there, address }))).toBe("forbidden");
  });
});

describe("telling of an answer", () => {
  test("[N2] a burst of answers is told once, by one of two gateways, without a word of the conversation", async () => {
    const { address, conversation, answer } = await asked();
    await answer();
    await vi.waitFor(() => expect(mailsTo(address)).toHaveLength(1), patience);
    await answer();
    await somewhatLater();
    const [mail, ...more] = mailsTo(address);
    expect(more).toEqual([]);
    expect(mail?.from).toBe(`noreply@${setting.town.domain}`);
    expect(mail?.raw).toContain("https://www.town.example/#chat");
    for (const secret of [conversation, "bureau", "Afval", setting.town.rootB64])
      expect(mail?.raw.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(mail?.raw).not.toMatch(/https?:\/\/\S*[?&]/);
  });

  test("[N2] what the citizen has seen is not told; the first answer after they were back is", async () => {
    const { address, answer, ...begun } = await asked();
    await answer();
    await vi.waitFor(() => expect(mailsTo(address)).toHaveLength(1), patience);
    await say(begun);
    await somewhatLater();
    expect(mailsTo(address)).toHaveLength(1);
    await answer();
    await vi.waitFor(() => expect(mailsTo(address)).toHaveLength(2), patience);
  });

  test("[N2] while the mail server is away it is tried again later, and a restart forgets nothing", async () => {
    smtp.setAway(true);
    const { address, conversation, answer } = await asked();
    await answer();
    await vi.waitFor(async () => expect((await notices(conversation))[0]?.failures).toBe(1), patience);
    await setting.restartGateway(async () => smtp.setAway(false));
    await setting.rows("UPDATE notice SET next_attempt_at = now() WHERE conversation_id = $1", [
      conversation,
    ]);
    await vi.waitFor(() => expect(mailsTo(address)).toHaveLength(1), patience);
    await vi.waitFor(async () => expect((await notices(conversation))[0]?.failures).toBe(0), patience);
  });
});

describe("the end of an address", () => {
  test("[N3] it goes when the conversation is closed, after its last answer was told", async () => {
    const { address, conversation, anna, answer } = await asked();
    await answer();
    yes(await anna.call("conversation:close", { conversation, ...answered }));
    await vi.waitFor(async () => expect(await notices(conversation)).toEqual([]), patience);
    expect(mailsTo(address)).toHaveLength(1);
    const unanswered = await asked();
    yes(
      await unanswered.citizen.call("conversation:close", {
        conversation: unanswered.conversation,
        outcome: "left",
      }),
    );
    await vi.waitFor(async () => expect(await notices(unanswered.conversation)).toEqual([]), patience);
    expect(mailsTo(unanswered.address)).toEqual([]);
  });

  test("[N3] one that the mail server refuses goes, and another is not touched", async () => {
    const refused = await asked(newAddress("refused.example"));
    const other = await asked();
    await refused.answer();
    await vi.waitFor(async () => expect(await notices(refused.conversation)).toEqual([]), patience);
    expect(await notices(other.conversation)).toHaveLength(1);
  });

  test("[N3] where no mail can be sent any more, those of closed conversations go all the same", async () => {
    const { conversation, citizen } = await begin(withoutMail);
    await withoutMail.rows(
      "INSERT INTO notice (organisation_id, conversation_id, sealed_address) VALUES ($1, $2, $3)",
      [withoutMail.town.organisation, conversation, Buffer.from(randomUUID())],
    );
    const kept = () => withoutMail.rows("SELECT 1 FROM notice WHERE conversation_id = $1", [conversation]);
    await somewhatLater();
    expect(await kept()).toHaveLength(1);
    yes(await citizen.call("conversation:close", { conversation, outcome: "left" }));
    await vi.waitFor(async () => expect(await kept()).toEqual([]), patience);
  });
});
