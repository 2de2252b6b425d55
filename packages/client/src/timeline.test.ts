import type { MemberId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import {
  emptyTimeline,
  entriesOf,
  newestFromOther,
  type Stored,
  unsigned,
  withKeptOnly,
  withoutQueued,
  withQueued,
  withStored,
} from "./timeline.js";
import type { Content, OpenedMessage } from "./vault/vault.js";
import type { Author } from "./views.js";

const citizen: Author = { role: "citizen" };
const sanne: Author = { role: "member", member: "sanne" as MemberId, alias: "Sanne" };

type Sent = {
  seq: number;
  author: Author;
  content: Content;
  ref?: string;
  senderSeq?: number;
  acks?: [string, number][];
};

const stored = ({
  seq,
  author,
  content,
  ref = author.role,
  senderSeq = seq - 1,
  acks = [],
}: Sent): Stored => {
  const message: OpenedMessage = {
    ok: true,
    messageId: `id-${seq}`,
    ref,
    senderSeq,
    author,
    own: author.role === "citizen",
    content,
    acks: acks.map(([ackedRef, ackedSeq]) => ({ ref: ackedRef, seq: ackedSeq })),
  };
  return { seq, storedAtMs: seq * 1000, epoch: 0, message };
};
const text = (words: string): Content => ({ type: "text", text: words });
const receipt = (read: boolean): Content => ({ type: "receipt", read });
const question = stored({ seq: 1, author: citizen, content: text("Vraag"), senderSeq: 0 });

const deliveries = (...items: Stored[]) =>
  entriesOf([withStored(emptyTimeline("public"), items)], citizen).flatMap((entry) =>
    entry.kind === "text" ? [entry.delivery?.state] : [],
  );

describe("a remark", () => {
  const shown = (channel: "public" | "internal", ...items: Stored[]) =>
    entriesOf([withStored(emptyTimeline(channel), items)], citizen).map(({ kind }) => kind);
  const remark: Content = { type: "remark", text: "Vlot", shared: false };

  it("is the citizen's alone, in the public channel", () => {
    expect(shown("public", question, stored({ seq: 2, author: citizen, content: remark }))).toEqual([
      ...["text", "remark"],
    ]);
    expect(shown("public", question, stored({ seq: 2, author: sanne, content: remark }))).toEqual(["text"]);
    expect(shown("internal", stored({ seq: 1, author: citizen, content: remark }))).toEqual([]);
  });

  it("waits as what a person wrote does, is no answer and is not unread", () => {
    const waiting = { queuedAtMs: 5, heldUntilMs: null, refused: null };
    const queued = withQueued(emptyTimeline("public"), { messageId: "r", content: remark, ...waiting });
    expect(entriesOf([queued], citizen)).toMatchObject([{ kind: "remark", delivery: { state: "queued" } }]);
    const told = withStored(emptyTimeline("public"), [stored({ seq: 1, author: citizen, content: remark })]);
    expect(unsigned(told, "member")).toEqual({ arrived: false, shown: false });
    expect(newestFromOther(told, "member")).toBe(0);
  });
});

describe("delivery", () => {
  it("is stored until the other side has signed, whatever one's own side signs", () => {
    const own = stored({
      seq: 2,
      author: citizen,
      content: receipt(true),
      ref: "tab2",
      acks: [["citizen", 0]],
    });
    expect(deliveries(question)).toEqual(["stored"]);
    expect(deliveries(question, own)).toEqual(["stored"]);
  });

  it("is delivered by an acknowledgement in any message of the other side, read only by a receipt that says so", () => {
    const acks: [string, number][] = [["citizen", 0]];
    expect(deliveries(question, stored({ seq: 2, author: sanne, content: receipt(false), acks }))).toEqual([
      "delivered",
    ]);
    expect(deliveries(question, stored({ seq: 2, author: sanne, content: receipt(true), acks }))).toEqual([
      "read",
    ]);
  });

  it("does not go to a later message of the same chain", () => {
    const later = stored({ seq: 3, author: citizen, content: text("Nog iets"), senderSeq: 1 });
    const ack = stored({ seq: 2, author: sanne, content: receipt(true), acks: [["citizen", 0]] });
    expect(deliveries(question, ack, later)).toEqual(["read", "stored"]);
  });
});

describe("what waits", () => {
  const waiting = {
    messageId: "id-1",
    content: text("Vraag"),
    queuedAtMs: 5,
    heldUntilMs: null,
    refused: null,
  };

  it("is shown last and leaves when the same id has been stored", () => {
    const queued = withQueued(emptyTimeline("public"), waiting);
    expect(entriesOf([queued], citizen).map((entry) => entry.kind === "text" && entry.delivery)).toEqual([
      { state: "queued" },
    ]);
    const after = withStored(queued, [question]);
    expect(entriesOf([after], citizen)).toHaveLength(1);
    expect(withQueued(after, waiting).queued).toEqual([]);
  });

  it("stays, with its code, when it was refused", () => {
    const queued = withQueued(emptyTimeline("public"), waiting);
    const refused = withQueued(queued, { ...waiting, refused: "conversation_closed" });
    expect(entriesOf([refused], citizen)).toMatchObject([
      { delivery: { state: "refused", code: "conversation_closed" } },
    ]);
    expect(withoutQueued(refused, "id-1").queued).toEqual([]);
  });

  it("says until when it can be taken back, and goes once another tab took it back", () => {
    const held = withQueued(emptyTimeline("public"), { ...waiting, heldUntilMs: 10_005 });
    expect(entriesOf([held], citizen)).toMatchObject([{ delivery: { state: "held", untilMs: 10_005 } }]);
    expect(withKeptOnly(held, new Set(["id-1"])).queued).toHaveLength(1);
    expect(withKeptOnly(held, new Set()).queued).toEqual([]);
  });

  it("goes once another tab took the refused one out, while what is only queued stays", () => {
    const refused = { ...waiting, messageId: "id-2", refused: "too_large" } as const;
    const both = withQueued(withQueued(emptyTimeline("public"), waiting), refused);
    expect(withKeptOnly(both, new Set(["id-2"])).queued).toHaveLength(2);
    expect(withKeptOnly(both, new Set()).queued).toEqual([waiting]);
  });
});

describe("what my side still has to sign for", () => {
  it("is the other side's texts, not its receipts, and not what was signed", () => {
    const timeline = withStored(emptyTimeline("public"), [question]);
    expect(unsigned(timeline, "member")).toEqual({ arrived: true, shown: true });
    expect(unsigned(timeline, "citizen")).toEqual({ arrived: false, shown: false });
    const acks: [string, number][] = [["citizen", 0]];
    const arrived = withStored(timeline, [stored({ seq: 2, author: sanne, content: receipt(false), acks })]);
    expect(unsigned(arrived, "member")).toEqual({ arrived: false, shown: true });
    const shown = withStored(arrived, [stored({ seq: 3, author: sanne, content: receipt(true), acks })]);
    expect(unsigned(shown, "member")).toEqual({ arrived: false, shown: false });
    expect(unsigned(shown, "citizen")).toEqual({ arrived: false, shown: false });
  });

  it("leaves out the chains that one envelope has no room for, so that it ends", () => {
    const tabs = Array.from({ length: 9 }, (_, index) =>
      stored({ seq: index + 1, author: citizen, content: text("Vraag"), ref: `tab${index}`, senderSeq: 0 }),
    );
    const acks = tabs.slice(1).map((_, index): [string, number] => [`tab${index + 1}`, 0]);
    const signed = stored({ seq: 10, author: sanne, content: receipt(true), acks });
    expect(unsigned(withStored(emptyTimeline("public"), [...tabs, signed]), "member").shown).toBe(false);
  });
});

it("merges notes and messages by the time of storing", () => {
  const note = withStored(emptyTimeline("internal"), [
    { ...stored({ seq: 1, author: sanne, content: text("Notitie") }), storedAtMs: 1500 },
  ]);
  const talk = withStored(emptyTimeline("public"), [
    question,
    stored({ seq: 2, author: sanne, content: text("Antwoord") }),
  ]);
  expect(entriesOf([talk, note], sanne).map((entry) => entry.kind === "text" && entry.text)).toEqual([
    "Vraag",
    "Notitie",
    "Antwoord",
  ]);
  expect(newestFromOther(talk, "member")).toBe(1);
});

it("shows what did not open as invalid, without any of its text", () => {
  const broken: Stored = {
    seq: 1,
    storedAtMs: 1,
    epoch: 0,
    message: { ok: false, messageId: null, why: "tampered" },
  };
  expect(entriesOf([withStored(emptyTimeline("public"), [broken])], citizen)).toEqual([
    { kind: "invalid", id: "public-1", channel: "public", why: "tampered", atMs: 1 },
  ]);
});

it("keeps the verified order of a channel, whatever times the gateway gives", () => {
  const answer = { ...stored({ seq: 2, author: sanne, content: text("Nee") }), storedAtMs: 1 };
  const later = { ...stored({ seq: 3, author: citizen, content: text("Dank u") }), storedAtMs: 500 };
  const shown = entriesOf([withStored(emptyTimeline("public"), [question, answer, later])], citizen);
  expect(shown.map((entry) => entry.kind === "text" && entry.text)).toEqual(["Vraag", "Nee", "Dank u"]);
});

describe("a handing over", () => {
  const content: Content = {
    type: "handover",
    step: "given",
    to: "colleague",
    id: "bram",
    text: "Ik ga eten",
  };
  const told = stored({ seq: 1, author: sanne, content });
  const kinds = (channel: "public" | "internal") =>
    entriesOf([withStored(emptyTimeline(channel), [told])], sanne).map(({ kind }) => kind);

  it("is shown to colleagues, and is nothing where a citizen could have said it", () => {
    expect(kinds("internal")).toEqual(["handover"]);
    expect(kinds("public")).toEqual([]);
  });

  it("that waits or was refused is shown with its reason", () => {
    const queued = {
      messageId: "q",
      content,
      queuedAtMs: 1,
      heldUntilMs: null,
      refused: "not_found" as const,
    };
    const timeline = withQueued(emptyTimeline("internal"), queued);
    expect(entriesOf([timeline], sanne)).toMatchObject([
      { kind: "handover", note: { text: "Ik ga eten" }, delivery: { state: "refused", code: "not_found" } },
    ]);
  });
});
