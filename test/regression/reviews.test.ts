import type { AgentClient, ReviewsState } from "@eigenkanaal/client";
import type { createAgentVault } from "@eigenkanaal/client/node";
import type { ConversationId, DeskId, MemberId, Review, Reviews } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { asAnswered } from "../harness/closing.js";
import { load, yes } from "../harness/conversation.js";
import { until } from "../harness/people.js";
import { type ColleagueName, useSetting } from "../harness/setting.js";
import { entriesOf, isOpen, isReady, isTalk, shows, usePeople } from "../harness/talks.js";

// A ceremony takes some seconds.
vi.setConfig({ testTimeout: 60_000 });

/** A supervisor asks, a colleague lets in, a reviewer reads and scores, and what was opened for them is closed again. */

const setting = useSetting();
const { asked, openAgent, openConversation } = usePeople(setting);
type Agent = Pick<AgentClient, "reviews" | "state">;
type Vault = ReturnType<typeof createAgentVault>;

/** Anna answers, Bram reviews, Chris supervises; none of them does anything else. */
const seats = { anna: ["answer", "rotate"], bram: ["review"], chris: ["supervise"] } as const;
const people = () => (["anna", "bram", "chris"] as const).map((name) => setting.colleague(name));
const seatOf = ({ member }: { member: string }) => {
  const name = (["anna", "bram", "chris"] as const).find((one) => setting.colleague(one).member === member);
  return [...seats[name ?? "chris"]];
};

/** What the town decided about reviewers, as its register has it. */
const decide = (choice: "yes" | "no") =>
  setting.rows(
    `INSERT INTO consideration (organisation_id, subject, decision, reason, member_id)
     SELECT organisation_id, 'reviewers', $1::jsonb, 'Besluit', member_id FROM member WHERE member_id = $2`,
    [JSON.stringify({ kind: "choice", choice }), setting.colleague("anna").member],
  );

beforeAll(async () => {
  await setting.rows("UPDATE member SET roles = '{supervisor}' WHERE member_id = $1", [
    setting.colleague("chris").member,
  ]);
  await setting.rotateDesk(setting.desk, people(), seatOf);
  await decide("yes");
}, 60_000);

const now = async ({ reviews }: Agent): Promise<Reviews> => {
  await reviews.refresh();
  const state: ReviewsState = reviews.state.getState();
  if (state.phase !== "shown" || state.failure) throw new Error(`not shown: ${JSON.stringify(state)}`);
  return state.reviews;
};
const memberOf = (name: ColleagueName) => setting.colleague(name).member as MemberId;
const idOf = (conversation: string) => conversation as ConversationId;
const turns = (state: Parameters<typeof entriesOf>[0]) =>
  entriesOf(state).flatMap((entry) =>
    entry.kind === "turn" ? [`${entry.turn.kind} ${nameIn(entry.turn)}`] : [],
  );
const nameIn = (turn: object) => ("name" in turn ? String(turn.name) : "");
const statesIn = (review: Review | undefined) => review?.conversations.map(({ state }) => state);

/** A conversation that Anna answered and closed, and everybody whom a review of it concerns. */
const closed = async (question: string, answer = "Dat mag.") => {
  const { citizen, id } = await asked(question);
  const { agent: anna } = await openAgent("anna");
  const conversation = await openConversation(anna, id);
  await conversation.take();
  await conversation.note("Alleen voor collega's");
  await conversation.send(answer);
  await until(citizen.state, shows(answer));
  expect(await conversation.close(asAnswered)).toBeUndefined();
  await until(citizen.state, (state) => isTalk(state) && state.conversation.state === "closed");
  return { ...{ citizen, conversation, anna }, id: idOf(id) };
};

/** All that is stored of its public channel. */
const storedOf = async (conversation: ConversationId) => {
  const page = yes(
    await load(await setting.agent("anna"), conversation, { channel: "public", mode: "once" }),
  );
  const [epochs, messages] = [page.epochs as { record: Buffer }[], page.messages as StoredMessage[]];
  return {
    records: epochs.map(({ record }) => new Uint8Array(record)),
    messages: messages.map((one) => ({ ...one, envelope: new Uint8Array(one.envelope) })),
  };
};
type StoredMessage = { seq: number; storedAtMs: number; envelope: Buffer };

const askFor = async (chris: Agent, reason: string): Promise<Review> => {
  const nowMs = Date.now();
  const answer = await chris.reviews.ask({
    selection: {
      ...{ desk: setting.desk.desk as DeskId, topic: null, outcome: null },
      ...{ fromMs: nowMs - 86_400_000, toMs: nowMs + 60_000 },
    },
    ...{ number: 20, reviewer: memberOf("bram"), reason, endsAtMs: nowMs + 86_400_000 },
  });
  if (!answer.ok) throw new Error(answer.failure);
  return answer.value;
};
const found = (some: readonly Review[], { review }: Review) => some.find((one) => one.review === review);

describe("a review", () => {
  it("is asked for without a word of what was said, and a colleague lets the reviewer in where everybody sees it", async () => {
    const { citizen, conversation, anna, id } = await closed("Mag ik hier vissen?");
    const [{ agent: bram }, { agent: chris }] = [await openAgent("bram"), await openAgent("chris")];
    expect(await chris.reviews.desks()).toEqual([
      {
        desk: setting.desk.desk,
        reviewers: [{ member: memberOf("bram"), name: "bram" }],
      },
    ]);
    expect(await bram.reviews.desks()).toEqual([]);
    const review = await askFor(chris, "Steekproef");
    expect(JSON.stringify(await now(chris))).not.toContain(id);

    // Before: nobody but the desk.
    expect(await bram.reviews.read(id)).toMatchObject({ ok: false, why: "not_found" });
    const wish = found((await now(anna)).toRelease, review);
    expect(wish).toMatchObject({
      reason: "Steekproef",
      conversations: [{ conversation: id, state: "asked" }],
    });
    const told: number[] = [];
    const released = await anna.reviews.release(review, [id], {
      told: (some) => void told.push(some.length),
    });
    const talk = citizen.state.getState();
    expect(released).toEqual([
      { conversation: id, number: isTalk(talk) ? talk.conversation.number : "", failure: null },
    ]);
    expect(told).toEqual([1]);
    await until(citizen.state, (state) => turns(state).includes("reviewer_joined bram"));
    await until(conversation.state, (state) => turns(state).includes("reviewer_joined bram"));
    await until(
      citizen.state,
      (state) =>
        isTalk(state) &&
        state.conversation.readers.some(
          ({ role, members }) => role === "reviewer" && members.join() === "bram",
        ),
    );

    const outcome = await bram.reviews.read(id);
    if (!outcome.ok) throw new Error(outcome.why);
    const { entries, unopened, warnings, turns: read } = outcome.record;
    expect(entries.map((entry) => (entry.kind === "text" ? entry.text : entry.kind))).toEqual([
      ...["Mag ik hier vissen?", "Dat mag.", "closed"],
    ]);
    expect([unopened, warnings]).toEqual([[], []]);
    expect(read).toMatchObject([{ kind: "reviewer_joined", name: "bram" }]);
    expect(await chris.reviews.read(id)).toMatchObject({ ok: false, why: "not_found" });

    const place = { review: review.review, conversation: id };
    const scores = { answered: "good", clear: "fair", kind: "poor" } as const;
    expect(await bram.reviews.score(place, scores)).toMatchObject({ ok: true });
    expect(await bram.reviews.end(review.review)).toMatchObject({ ok: true });
    expect(found((await now(chris)).asked, review)?.conversations).toMatchObject([
      { conversation: null, scores },
    ]);
    expect(await bram.reviews.read(id)).toMatchObject({ ok: false, why: "not_found" });

    // Anna's client finds out, and nobody asks her anything.
    await now(anna);
    await until(citizen.state, (state) => turns(state).includes("reader_left bram"));
    await until(conversation.state, (state) => turns(state).includes("reader_left bram"));
    await until(
      citizen.state,
      (state) => isTalk(state) && state.conversation.readers.every(({ role }) => role !== "reviewer"),
    );
    expect(statesIn(found((await now(chris)).asked, review))).toEqual(["left_out"]);
    await until(conversation.state, (state) => isOpen(state) && state.view.warnings.length === 0);
  });

  it("is refused with a reason that its supervisor reads, and gives the reviewer nothing", async () => {
    const { anna, id } = await closed("Mag ik hier zwemmen?");
    const [{ agent: bram }, { agent: chris }] = [await openAgent("bram"), await openAgent("chris")];
    const review = await askFor(chris, "Nog een");
    expect(
      await anna.reviews.refuse({ review: review.review, conversation: id }, "too_personal"),
    ).toMatchObject({
      ok: true,
    });
    expect(await bram.reviews.read(id)).toMatchObject({ ok: false, why: "not_found" });
    const told = found((await now(chris)).asked, review)?.conversations;
    expect(told?.map(({ refusal }) => refusal)).toContain("too_personal");
    expect(await anna.reviews.release(review, [id])).toMatchObject([
      { conversation: id, failure: "reviewer_not_asked" },
    ]);
  });

  it("lets nobody in whom the desk's signed roster does not let review, whatever a gateway says", async () => {
    const { anna, id } = await closed("Mag ik hier schaatsen?");
    const { agent: chris } = await openAgent("chris");
    const review = await askFor(chris, "Met een ander");
    for (const name of ["chris", "anna"] as const) {
      const forged = { ...review, reviewer: memberOf(name) };
      expect(await anna.reviews.release(forged, [id])).toMatchObject([
        { conversation: id, failure: "no_right" },
      ]);
    }
    expect(await anna.reviews.release(review, [id])).toMatchObject([{ failure: null }]);
    // Once more is no second epoch.
    const count = () =>
      setting.rows("SELECT FROM conversation_epoch WHERE conversation_id = $1 AND channel = 'public'", [id]);
    const before = (await count()).length;
    expect(await anna.reviews.release(review, [id])).toMatchObject([{ failure: null }]);
    expect(await count()).toHaveLength(before);
  });

  it("does not follow a conversation to another desk", async () => {
    const { anna, conversation, citizen, id } = await closed("Mag ik hier barbecueën?");
    const { agent: chris } = await openAgent("chris");
    const review = await askFor(chris, "Tot de overdracht");
    expect(await anna.reviews.release(review, [id])).toMatchObject([{ failure: null }]);
    await until(conversation.state, (state) => turns(state).includes("reviewer_joined bram"));
    expect(await anna.sorting.reopen(id)).toBeUndefined();
    const to = { desk: setting.otherDesk.desk as DeskId, history: "along", reading: "not" } as const;
    expect(await conversation.transfer({ ...to, why: "Is voor de ander" })).toBeUndefined();
    await until(citizen.state, (state) => turns(state).includes("reader_left bram"));
    await until(
      citizen.state,
      (state) => isTalk(state) && state.conversation.readers.every(({ role }) => role !== "reviewer"),
    );
  });

  it("opens with the key of who was let in, and for nobody else who has the bytes", async () => {
    const { anna, id } = await closed("Mag ik hier kamperen?");
    const vaults: Record<string, Vault> = {};
    const openVault = async (name: "bram" | "chris") => {
      const around = (vault: Vault) => {
        vaults[name] = vault;
        return vault;
      };
      return (await openAgent(name, { around })).agent;
    };
    await openVault("bram");
    const chris = await openVault("chris");
    const review = await askFor(chris, "Met bytes");
    await anna.reviews.release(review, [id]);
    const stored = await storedOf(id);
    const opened = async (name: string) =>
      (await vaults[name]?.openReviewed(id, stored))?.channels.public.messages.map(
        ({ message }) => message.ok || message.why,
      );
    expect(new Set(await opened("bram"))).toEqual(new Set([true]));
    expect(new Set(await opened("chris"))).toEqual(new Set(["unread"]));
  });

  it("cannot be asked for while the town says no, and shows that", async () => {
    await closed("Mag ik hier parkeren?");
    const { agent: chris } = await openAgent("chris");
    await until(chris.state, isReady);
    expect((await now(chris)).allowed).toBe(true);
    await decide("no");
    expect((await now(chris)).allowed).toBe(false);
    await expect(askFor(chris, "Toch")).rejects.toThrow("reviewers_off");
    await decide("yes");
    expect(await askFor(chris, "Nu wel")).toMatchObject({ reason: "Nu wel" });
  });
});
