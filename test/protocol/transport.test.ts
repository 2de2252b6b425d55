import { randomBytes, randomUUID } from "node:crypto";
import { type agentRequests, citizenRequests, errors } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import { connectStranger, inboxFetch, openSocket, signIn } from "../harness/callers.js";
import { closedAs } from "../harness/closing.js";
import { begin, codeOf, load, opening, say, sending, yes } from "../harness/conversation.js";
import { makeEpoch } from "../harness/frames.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

/** A request of each kind that would be right, for its shape to be spoilt. */
const rightRequests = async () => {
  const begun = await begin(setting);
  const { conversation, citizen } = begun;
  const fresh = randomUUID();
  const epoch = await makeEpoch(setting, { conversation: fresh, citizen: citizen.keys });
  const first = begun.chain.text();
  const requests: Record<
    keyof typeof citizenRequests | keyof typeof agentRequests,
    Record<string, unknown>
  > = {
    authenticate: {
      organisation: setting.town.organisation,
      vk: randomBytes(32),
      signature: randomBytes(64),
    },
    "conversation:open": opening(setting, fresh, epoch),
    "conversation:find": {},
    "conversation:begin": opening(setting, fresh, epoch),
    "conversation:load": { conversation, channel: "public", afterSeq: 0, limit: 10 },
    "conversation:look": { conversation, state: "looking" },
    "search:shares": { conversations: [conversation] },
    "conversation:leave": { conversation },
    "conversation:close": { conversation, outcome: "left" },
    "conversation:take": { conversation },
    "conversation:transfer": {
      ...{ conversation, to: setting.otherDesk.desk, reading: "not" },
      epochs: { public: epoch.recordBytes, internal: epoch.recordBytes },
      note: first,
    },
    "overflow:accept": { conversation, to: setting.otherDesk.desk, record: epoch.recordBytes },
    "overflow:decline": { conversation },
    "conversation:give": { conversation, to: setting.colleague("bram").member },
    "message:send": sending(conversation, first),
    "ephemeral:send": sending(conversation, begun.chain.seal({ type: "typing" })),
    "epoch:publish": { conversation, channel: "public", record: epoch.recordBytes },
    "queue:load": { list: "open" },
    "queue:position": { conversation },
    "notice:load": { conversation },
    "notice:ask": { conversation, address: "inwoner@post.example" },
    "notice:withdraw": { conversation },
    "hold:load": { conversation },
    "erasure:ask": { conversation },
    "verdict:give": { conversation, verdict: "yes" },
    "remark:share": { conversation, copy: new Uint8Array(1_327) },
    "conversation:reopen": { conversation },
    "conversation:label": { conversation, labels: [] },
    "conversation:snooze": { conversation, untilMs: null },
    "conversation:wake": { conversation },
    "conversation:block": { conversation, reason: "insults", days: 1, network: "not" },
    "conversation:unblock": { conversation },
    "presence:load": {},
    "presence:set": { state: "pause" },
  };
  return { ...begun, requests };
};

describe("replies", () => {
  test("[T1] a request is answered with a value or with a code of the table", async () => {
    const begun = await begin(setting);
    const known = await load(begun.citizen, begun.conversation);
    expect(Object.keys(known).toSorted()).toEqual(["ok", "value"]);
    const unknown = await load(begun.citizen, randomUUID());
    expect(unknown).toEqual({ ok: false, code: "not_found" });
    expect(Object.keys(errors)).toContain("not_found");
  });

  test("[T1] after the database dropped its connections a request is stored or retryable, and the same one succeeds later", async () => {
    const begun = await begin(setting);
    const message = sending(begun.conversation, begun.chain.text());
    await setting.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    const first = await begun.citizen.call("message:send", message);
    if (!first.ok) expect(errors[first.code].retryable).toBe(true);
    expect(yes(await begun.citizen.call("message:send", message)).seq).toBe(1);
  });
});

describe("shapes", () => {
  test("[T2] whatever is not of its shape is malformed, nothing is stored, and others notice nothing", async () => {
    const { citizen, conversation, requests } = await rightRequests();
    const [other, anna] = [await begin(setting), await setting.agent("anna")];
    const stored = () => setting.rows("SELECT conversation_id, seq FROM message ORDER BY 1, 2");
    const before = await stored();
    for (const [event, right] of Object.entries(requests)) {
      // Whoever is known has nothing to authenticate any more [A1].
      const known = event in citizenRequests ? citizen : anna;
      const who = event === "authenticate" ? await connectStranger(setting) : known;
      const spoilt: unknown[] = [
        { ...right, text: "leesbaar" },
        ...Object.keys(right).map((key) => ({ ...right, [key]: { $ne: 1 } })),
        ...Object.keys(right).map((key) =>
          Object.fromEntries(Object.entries(right).filter(([one]) => one !== key)),
        ),
        "text",
        7,
        null,
        [right],
      ];
      for (const request of spoilt)
        expect([event, codeOf(await who.call(event, request))]).toEqual([event, "malformed"]);
      expect([event, codeOf(await who.call(event))]).toEqual([event, "malformed"]);
      expect([event, codeOf(await who.call(event, right, right))]).toEqual([event, "malformed"]);
    }
    expect(codeOf(await citizen.call("toString", {}))).toBe("malformed");
    expect(codeOf(await citizen.call("conversation:take", { conversation }))).toBe("malformed");
    expect(await stored()).toEqual(before);
    expect((await say(other)).seq).toBe(1);
    expect(codeOf(await citizen.call("message:send", requests["message:send"]))).toBe("ok");
  });

  test("[T2] without an acknowledgement nothing is done", async () => {
    const { citizen, requests, conversation } = await rightRequests();
    citizen.socket.emit("message:send", requests["message:send"]);
    citizen.socket.emit("message:send");
    expect(yes(await load(citizen, conversation)).messages).toEqual([]);
    expect(codeOf(await citizen.call("message:send", requests["message:send"]))).toBe("ok");
  });

  test("[T2] what is longer than its kind allows is too_large", async () => {
    const { citizen, requests } = await rightRequests();
    const long = (event: "message:send" | "epoch:publish", field: string, length: number) =>
      citizen.call(event, { ...requests[event], [field]: new Uint8Array(length) });
    expect(codeOf(await long("message:send", "envelope", 65_673))).toBe("too_large");
    expect(codeOf(await long("message:send", "envelope", 65_672))).toBe("malformed");
    expect(codeOf(await long("epoch:publish", "record", 65_537))).toBe("too_large");
    expect(codeOf(await citizen.call("message:send", requests["message:send"]))).toBe("ok");
  });

  test("[T2] a frame above the transport's limit closes the connection that sent it, and only that one", async () => {
    const [begun, other] = [await begin(setting), await begin(setting)];
    const closed = new Promise((resolve) => begun.citizen.socket.once("disconnect", resolve));
    begun.citizen.socket.emit("message:send", sending(begun.conversation, new Uint8Array(100_001)), () => {});
    await closed;
    expect((await say(other)).seq).toBe(1);
  });
});

describe("doors", () => {
  test("[T3] a handshake from its own origin is let in, from any other it is refused", async () => {
    const { widgetOrigin, inboxOrigin } = setting.gateway;
    const cookie = await signIn(setting, setting.colleague("anna"));
    const doors = [
      { url: `${widgetOrigin}/citizen`, origin: widgetOrigin, foreign: inboxOrigin },
      { url: `${inboxOrigin}/agent`, origin: inboxOrigin, foreign: widgetOrigin },
    ];
    for (const { url, origin, foreign } of doors) {
      for (const wrong of [foreign, "https://evil.example", "null", ""])
        await expect(openSocket(url, { origin: wrong, cookie })).rejects.toThrow();
      (await openSocket(url, { origin, cookie })).disconnect();
    }
  });

  test("[T3] citizens' namespace is not at the inbox's origin, nor colleagues' at the widget's", async () => {
    const { widgetOrigin, inboxOrigin } = setting.gateway;
    const cookie = await signIn(setting, setting.colleague("anna"));
    await expect(openSocket(`${inboxOrigin}/citizen`, { origin: inboxOrigin, cookie })).rejects.toThrow(
      "Invalid namespace",
    );
    await expect(openSocket(`${widgetOrigin}/agent`, { origin: widgetOrigin, cookie })).rejects.toThrow(
      "Invalid namespace",
    );
    (await openSocket(`${inboxOrigin}/agent`, { origin: inboxOrigin, cookie })).disconnect();
  });
});

describe("forms", () => {
  test("[T4] binary is binary on sockets, base64url in JSON; identifiers are lower case; times are the database's", async () => {
    const begun = await begin(setting);
    const { storedAtMs } = await say(begun);
    const page = yes(await load(begun.citizen, begun.conversation));
    expect(page).toMatchObject({
      messages: [{ envelope: expect.any(Buffer) }],
      epochs: [{ record: expect.any(Buffer) }],
    });
    const [row] = await setting.rows<{ stored_at: Date; now: Date }>(
      "SELECT stored_at, now() FROM message WHERE conversation_id = $1",
      [begun.conversation],
    );
    expect(storedAtMs).toBe(row?.stored_at.getTime());
    expect(codeOf(await load(begun.citizen, begun.conversation.toUpperCase()))).toBe("malformed");
    const cookie = await signIn(setting, setting.colleague("anna"));
    const session = await (await inboxFetch(setting, "/api/v1/session", { cookie })).json();
    expect(session.vk).toMatch(/^[\w-]{43}$/);
  });

  test("[T4] a page of a hundred messages crosses in one answer", async () => {
    const begun = await begin(setting);
    await Promise.all(
      Array.from({ length: 100 }, () =>
        begun.citizen.call("message:send", sending(begun.conversation, begun.chain.text())),
      ),
    );
    expect(yes(await load(begun.citizen, begun.conversation)).messages).toHaveLength(100);
  });

  test("[T5] no request has a field for text: strings are identifiers, words of a list, or a language", () => {
    const long = "Goedemiddag, ik heb een vraag over mijn paspoort";
    const right: Record<string, Record<string, unknown>> = {
      "conversation:open": {
        conversation: randomUUID(),
        desk: randomUUID(),
        topic: null,
        language: "nl",
        record: new Uint8Array(300),
      },
      "conversation:load": { conversation: randomUUID(), channel: "public", afterSeq: 0, limit: 1 },
      "conversation:close": { conversation: randomUUID(), ...closedAs("spam") },
      "message:send": { conversation: randomUUID(), channel: "public", envelope: new Uint8Array(1160) },
      "epoch:publish": { conversation: randomUUID(), channel: "public", record: new Uint8Array(300) },
    };
    for (const [event, request] of Object.entries(right)) {
      const schema = citizenRequests[event as keyof typeof citizenRequests];
      expect(schema.safeParse(request).success).toBe(true);
      for (const field of [...Object.keys(request), "text", "subject"])
        expect(schema.safeParse({ ...request, [field]: long }).success).toBe(false);
    }
  });
});
