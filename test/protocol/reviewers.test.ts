import { randomUUID } from "node:crypto";
import { openEpochKey, readEpoch } from "@eigenkanaal/crypto";
import { describe, expect, test } from "vitest";
import { answered } from "../harness/closing.js";
import {
  type Begun,
  begin,
  beginInternal,
  codeOf,
  counterOpening,
  load,
  opening,
  say,
  sending,
  yes,
} from "../harness/conversation.js";
import { makeEpoch, makeInternalEpoch, participantsOf } from "../harness/frames.js";
import { asReviewer, epochNaming, reads, useReviews } from "../harness/reviews.js";
import { useSetting } from "../harness/setting.js";
import { transferOf } from "../harness/transfers.js";

/** Reviewers: how they are let in, what they read then, and that it is all that they do. */

const setting = useSetting();
const {
  world,
  anna,
  fromNow,
  person,
  finished,
  inReview,
  publish,
  publishInternal,
  naming,
  leaveOut,
  letIn,
  released,
  stateOf,
  end,
  refuse,
  newestLine,
  linesOf,
  pseudonymOf,
} = useReviews(setting);

describe("letting a reviewer in", () => {
  test("[Q12] is an epoch by who answers the desk, is released with it, and is a line of the log", async () => {
    const begun = await inReview();
    expect(await stateOf(begun.review)).toEqual(["asked"]);
    const behind = await newestLine();
    const epoch = await naming(begun);
    const published = await publish(anna(), begun.conversation, epoch.recordBytes);
    expect(yes(published)).toMatchObject({ epoch: 1 });
    expect(await stateOf(begun.review)).toEqual(["released"]);
    const line = ["epoch:publish", "conversation", await pseudonymOf(begun), "reviewer_let_in"];
    expect(await linesOf("anna", behind)).toEqual([line]);
    // The same again, and an epoch that lets nobody in, are none.
    yes(await publish(anna(), begun.conversation, epoch.recordBytes));
    const next = await makeEpoch(
      setting,
      { conversation: begun.conversation, citizen: begun.citizen.keys },
      {
        ...{ previous: epoch, creator: { role: "desk", keys: anna().keys.signing } },
        participants: epochParticipants(begun),
      },
    );
    yes(await publish(anna(), begun.conversation, next.recordBytes));
    expect(await linesOf("anna", behind)).toEqual([line]);
    expect(await stateOf(begun.review)).toEqual(["released"]);
  });
  const epochParticipants = ({ citizen }: Begun) => [
    ...participantsOf(setting.town, setting.desk, citizen.keys),
    asReviewer(person("bram"), setting.desk),
  ];

  test("[Q12] goes on in the next record, whoever makes that", async () => {
    const begun = await released();
    const next = await makeEpoch(
      setting,
      { conversation: begun.conversation, citizen: begun.citizen.keys },
      { previous: begun.epoch, participants: epochParticipants(begun) },
    );
    yes(await publish(begun.citizen, begun.conversation, next.recordBytes));
    expect(await stateOf(begun.review)).toEqual(["released"]);
  });

  test("[Q12] is refused of whoever is not asked for, and goes well of who is", async () => {
    const begun = await inReview();
    const attempt = async (record: Uint8Array, who = anna()) =>
      codeOf(await publish(who, begun.conversation, record));
    const bram = asReviewer(person("bram"), setting.desk);
    const withThe = (reviewer: typeof bram) => ({
      participants: [...participantsOf(setting.town, setting.desk, begun.citizen.keys), reviewer],
    });
    const others = {
      "a colleague who does not review": asReviewer(person("anna"), setting.desk),
      "another desk's": asReviewer(person("chris"), setting.otherDesk),
      "nobody's key": { ...bram, pk: begun.citizen.keys.box.pk },
      "a key that the roster does not have": asReviewer(person("chris"), setting.desk),
      "no roster": { ...bram, certHash: setting.desk.key.hash },
    };
    for (const [who, reviewer] of Object.entries(others)) {
      const { recordBytes } = await naming(begun, person("bram"), withThe(reviewer));
      expect([who, await attempt(recordBytes)]).toEqual([who, "reviewer_not_asked"]);
    }
    const citizens = await naming(begun, person("bram"), {
      creator: { role: "citizen", keys: begun.citizen.keys.signing },
    });
    expect(await attempt(citizens.recordBytes, begun.citizen)).toBe("reviewer_not_asked");
    const chris = await world().connect("chris");
    const bramHimself = await world().connect("bram");
    const { recordBytes } = await naming(begun);
    for (const who of [chris, bramHimself]) expect(await attempt(recordBytes, who)).toBe("not_found");
    for (const who of [chris, bramHimself]) who.socket.disconnect();
    expect(await stateOf(begun.review)).toEqual(["asked"]);
    expect(await attempt(recordBytes)).toBe("ok");
  });

  test("[Q12] is refused of a conversation that nobody asks for, and of one whose review asks no more", async () => {
    const attempt = async (begun: Begun) =>
      codeOf(await publish(anna(), begun.conversation, (await naming(begun)).recordBytes));
    expect(await attempt(await finished())).toBe("reviewer_not_asked");
    fromNow();
    const refused = await inReview();
    expect((await refuse(refused)).status).toBe(200);
    expect(await attempt(refused)).toBe("reviewer_not_asked");
    fromNow();
    const ended = await inReview();
    expect((await end(ended.review)).status).toBe(200);
    expect(await attempt(ended)).toBe("reviewer_not_asked");
    fromNow();
    const late = await inReview();
    await setting.rows("UPDATE review SET ends_at = clock_timestamp() WHERE review_id = $1", [late.review]);
    expect(await attempt(late)).toBe("reviewer_not_asked");
    fromNow();
    const begun = await inReview();
    await world().townSays("no");
    expect(await attempt(begun)).toBe("reviewers_off");
    await world().townSays("yes");
    await world().give(person("bram"), setting.desk, "{rotate}");
    expect(await attempt(begun)).toBe("reviewer_not_asked");
    await world().give(person("bram"), setting.desk, "{review}");
    expect(await attempt(begun)).toBe("ok");
  });

  test("[Q12] is not done among colleagues, by what begins a channel, nor by a transfer", async () => {
    const begun = await inReview();
    const { conversation, citizen } = begun;
    const bram = asReviewer(person("bram"), setting.desk);
    const fresh = randomUUID();
    const first = await makeEpoch(
      setting,
      { conversation: fresh, citizen: citizen.keys },
      { participants: [...participantsOf(setting.town, setting.desk, citizen.keys), bram] },
    );
    const open = () => citizen.call("conversation:open", opening(setting, fresh, first));
    expect(codeOf(await open())).toBe("reviewer_not_asked");

    const colleague = { conversation, colleague: anna().keys };
    const among = [...participantsOf(setting.town, setting.desk), bram];
    const inner = await makeInternalEpoch(setting, colleague, { participants: among });
    expect(codeOf(await publishInternal(anna(), conversation, inner.recordBytes))).toBe("reviewer_not_asked");
    const internal = await beginInternal(setting, conversation, anna());
    const next = await makeInternalEpoch(setting, colleague, {
      ...{ previous: internal.epoch, participants: among },
    });
    expect(codeOf(await publishInternal(anna(), conversation, next.recordBytes))).toBe("reviewer_not_asked");

    yes(await anna().call("conversation:reopen", { conversation }));
    const over = (reviewer: typeof bram, reading: "along" | "not") => {
      const named = (who?: typeof citizen.keys) => ({
        participants: [...participantsOf(setting.town, setting.otherDesk, who), reviewer],
      });
      return transferOf(setting, {
        ...{ conversation, citizen: citizen.keys, colleague: anna().keys, to: setting.otherDesk, reading },
        before: { public: begun.epoch, internal: internal.epoch },
        wish: { public: named(citizen.keys), internal: named() },
      });
    };
    expect(codeOf(await anna().call("conversation:transfer", await over(bram, "not")))).toBe(
      "reviewer_not_asked",
    );
    // Who hands it over reads along, as before.
    const herself = await over(asReviewer(person("anna"), setting.desk), "along");
    expect(codeOf(await anna().call("conversation:transfer", herself))).toBe("ok");
    expect(await stateOf(begun.review)).toEqual(["gone"]);
  });
});

describe("reading", () => {
  test("[Q14] who is let in reads what is public, page by page, with their own key, and each time is a line", async () => {
    const waiting = await inReview();
    const bram = await world().connect("bram");
    expect(await reads(bram, waiting.conversation)).toBe("not_found");
    const { conversation, epoch } = await letIn(waiting);
    const behind = await newestLine();
    const page = yes(await load(bram, conversation, { mode: "once" }));
    expect((page.messages as unknown[]).length).toBe(1);
    expect(page.epochs).toMatchObject([{ epoch: 0 }, { epoch: 1 }]);
    const read = readEpoch(new Uint8Array((page.epochs as { record: Buffer }[])[1]?.record ?? []));
    if (!read.ok) throw new Error(read.why);
    const opened = openEpochKey(read.record, "reviewer", person("bram").keys);
    expect(opened.ok && Buffer.from(opened.key).equals(Buffer.from(epoch.key))).toBe(true);
    expect(openEpochKey(read.record, "reviewer", person("dora").keys).ok).toBe(false);
    expect(await reads(bram, conversation)).toBe("ok");
    const line = ["conversation:load", "conversation", await pseudonymOf(waiting), "public_once"];
    expect(await linesOf("bram", behind)).toEqual([line, line]);
    bram.socket.disconnect();
  });

  test("[Q14] nothing else with it is the reviewer's, and all of it is a colleague's", async () => {
    const begun = await released();
    const { conversation, citizen, epoch } = begun;
    const bram = await world().connect("bram");
    const internal = await beginInternal(setting, conversation, anna());
    yes(await anna().call("conversation:reopen", { conversation }));
    const next = await epochNaming(
      setting,
      { ...begun, previous: epoch },
      { reviewers: [asReviewer(person("bram"), setting.desk)], by: person("anna") },
    );
    const transfer = await transferOf(setting, {
      ...{ conversation, citizen: citizen.keys, colleague: anna().keys, to: setting.otherDesk },
      before: { public: next, internal: internal.epoch },
    });
    const page = { conversation, afterSeq: 0, limit: 10 };
    const requests: [string, object][] = [
      ["conversation:load", { ...page, channel: "public" }],
      ["conversation:load", { ...page, channel: "public", mode: "follow" }],
      ["conversation:load", { ...page, channel: "internal", mode: "once" }],
      ["conversation:load", { ...page, channel: "internal" }],
      ["conversation:look", { conversation, state: "looking" }],
      ["conversation:leave", { conversation }],
      ["conversation:take", { conversation }],
      ["message:send", sending(conversation, internal.chain.text(), "internal")],
      ["ephemeral:send", sending(conversation, internal.chain.seal({ type: "typing" }), "internal")],
      ["epoch:publish", { conversation, channel: "public", record: next.recordBytes }],
      ["conversation:label", { conversation, labels: [] }],
      ["conversation:snooze", { conversation, untilMs: null }],
      ["conversation:wake", { conversation }],
      ["conversation:block", { conversation, reason: "flooding", days: 1, network: "not" }],
      ["conversation:unblock", { conversation }],
      ["conversation:give", { conversation, to: person("anna").member }],
      ["conversation:close", { conversation, ...answered }],
      ["conversation:reopen", { conversation }],
      ["conversation:transfer", transfer],
    ];
    const colleague = await world().connect("anna");
    for (const [event, request] of requests) {
      expect([event, await reads(bram, conversation)]).toEqual([event, "ok"]);
      expect([event, codeOf(await bram.call(event, request))]).toEqual([event, "not_found"]);
    }
    for (const [event, request] of requests.filter(([event]) => event !== "conversation:leave"))
      expect([event, codeOf(await colleague.call(event, request))]).toEqual([
        event,
        // To oneself.
        event === "conversation:give" ? "malformed" : "ok",
      ]);
    colleague.socket.disconnect();
    bram.socket.disconnect();
  });

  test("[Q14] nothing of it comes to the reviewer by another way: no news, queue, search, list or hold", async () => {
    const begun = await released();
    const { conversation } = begun;
    const bram = await world().connect("bram");
    expect(await reads(bram, conversation)).toBe("ok");
    begun.chain.epoch = begun.epoch;
    await say(begun);
    yes(await load(anna(), conversation));
    yes(await anna().call("conversation:take", { conversation }));
    expect(await reads(bram, conversation)).toBe("ok");
    const news = [
      "message:new",
      "epoch:new",
      "conversation:changed",
      "conversations:changed",
      "viewer:changed",
    ];
    expect(news.flatMap((event) => bram.news(event))).toEqual([]);
    expect(yes(await bram.call("search:shares", { conversations: [conversation] }))).toEqual({ shares: [] });
    for (const queue of [{ list: "open" }, { list: "closed", beforeMs: null, limit: 10 }])
      expect(yes(await bram.call("queue:load", queue))).toEqual({ conversations: [] });
    expect((await world().ask.bram("GET", `holds/of/${conversation}`)).status).toBe(404);
    expect((await world().ask.anna("GET", `holds/of/${conversation}`)).status).toBe(200);
    expect(codeOf(await bram.call("conversation:begin", await counterOpening(setting)))).toBe("not_found");
    bram.socket.disconnect();
  });

  test("[Q14] ends with the review, its last moment, the right, the town's choice, the epoch and the desk", async () => {
    const sql = (text: string, ...values: unknown[]) => setting.rows(text, values);
    const ends: Record<string, (of: Begun & { review: string }) => Promise<unknown>> = {
      "by hand": ({ review }) => end(review),
      "by its last moment": ({ review }) =>
        sql("UPDATE review SET ends_at = clock_timestamp() WHERE review_id = $1", review),
      "by the roster": () => world().give(person("bram"), setting.desk, "{rotate}"),
      "by the town": () => world().townSays("no"),
      "by the next epoch": leaveOut,
      "by going to another desk": ({ conversation }) =>
        sql(
          "UPDATE conversation SET desk_id = $2 WHERE conversation_id = $1",
          conversation,
          setting.otherDesk.desk,
        ),
    };
    for (const [how, ending] of Object.entries(ends)) {
      fromNow();
      const begun = await released();
      const before = await world().connect("bram");
      expect([how, await reads(before, begun.conversation)]).toEqual([how, "ok"]);
      await ending(begun);
      const after = await world().connect("bram");
      expect([how, await reads(after, begun.conversation)]).toEqual([how, "not_found"]);
      for (const { socket } of [before, after]) socket.disconnect();
      await world().give(person("bram"), setting.desk, "{review}");
      await world().townSays("yes");
    }
  });

  test("[Q14] is of whom the review names, and of no other reviewer, supervisor or desk", async () => {
    const { conversation } = await released();
    await world().give(person("chris"), setting.desk, "{review,supervise}");
    for (const name of ["chris", "dora"] as const) {
      const who = await world().connect(name);
      expect([name, await reads(who, conversation)]).toEqual([name, "not_found"]);
      who.socket.disconnect();
    }
    await setting.rows("DELETE FROM desk_member WHERE desk_id = $1 AND member_id = $2", [
      ...[setting.desk.desk, person("chris").member],
    ]);
    const bram = await world().connect("bram");
    expect(await reads(bram, conversation)).toBe("ok");
    const stranger = await begin(setting);
    expect(await reads(stranger.citizen, conversation)).toBe("not_found");
    bram.socket.disconnect();
  });
});
